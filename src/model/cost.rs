//! Section 6: what it costs each month.

use super::Document;
use super::declare::{NOTES_HELP, NOTES_LABEL, record, section};
use crate::library::figures;
use crate::library::prices::{self, Book};
use crate::quantity::Kind;

record! {
    /// Something else that somebody is paid for.
    pub struct Other as "other" {
        name: OTHER = line("Service", "What is paid for.").example("Maps API");
        quantity: OTHER_QUANTITY = quantity("How many", Kind::Rate, "How often it is used.").example("100k/month");
        price: OTHER_PRICE = quantity("Price each", Kind::UnitPrice, "What one use costs, or many, such as $5/1000.").example("$5/1000");
        fixed: OTHER_FIXED = quantity("Fixed cost", Kind::MonthlyCost, "What it costs each month, however much it is used.").example("$99/month");
        source: OTHER_SOURCE = line("Source", "Where the price stands, and when you looked.").example("price page, 2026-11");
    }
}

section! {
    /// Quantities that are left empty are taken from the estimate; prices from the price book.
    pub struct Cost at cost {
        fields {
            price_book: PRICE_BOOK = choice("Price book", Book::CHOICES, "Whose prices hold where you enter none. Each says its source and date; nothing is fetched.");
            instances: INSTANCES = quantity("Number of instances", Kind::Count, "Servers, virtual machines or containers; from the servers of section 5 unless you enter a number.");
            instance_price: INSTANCE_PRICE = quantity("Cost per instance", Kind::MonthlyCost, "What one instance costs each month, or each hour, such as $0.096/hour.").priced(&prices::INSTANCE);
            hours: HOURS = quantity("Hours per month", Kind::Span, "How long an instance runs in a month; less than 730 hours for what is switched off at night.").taken(figures::HOURS).example("220 hours").bounds(0.0, 2_678_400.0);
            commitment: COMMITMENT = quantity("Commitment discount", Kind::Share, "How much cheaper instances are that you commit to; 33–40% for a year and about 60% for three are illustrative.").taken(figures::COMMITMENT).example("40%");
            database_size: DATABASE_SIZE = quantity("Database size", Kind::Data, "Rows, logs and metadata at the end of the horizon, before replication; from section 5 unless you enter a size.");
            database_price: DATABASE_PRICE = quantity("Database storage price", Kind::DataPrice, "What a GB (or TB) of database storage costs each month.").priced(&prices::DATABASE);
            blob_size: BLOB_SIZE = quantity("Blob size", Kind::Data, "Images, videos and files at the end of the horizon, once; from section 5 unless you enter a size.");
            blob_price: BLOB_PRICE = quantity("Blob storage price", Kind::DataPrice, "What a GB (or TB) of blob storage costs each month.").priced(&prices::BLOB);
            ingress: INGRESS = quantity("Ingress traffic per month", Kind::Data, "What comes in; from section 5 unless you enter a volume.").example("1 TB");
            ingress_price: INGRESS_PRICE = quantity("Ingress price", Kind::TrafficPrice, "What incoming traffic costs; usually nothing.").taken(prices::INGRESS);
            egress: EGRESS = quantity("Egress traffic per month", Kind::Data, "What leaves your own servers; from section 5 unless you enter a volume.").example("10 TB");
            egress_price: EGRESS_PRICE = quantity("Egress price", Kind::TrafficPrice, "What traffic to the internet costs. The tiers of the price book hold unless you enter one price.").priced(&prices::EGRESS);
            balancer_price: BALANCER_PRICE = quantity("Load balancer price", Kind::TrafficPrice, "What the load balancer takes for ingress and egress.").taken(prices::BALANCER).example("$0.008/GB");
            cache_memory: CACHE_MEMORY = quantity("Cache memory", Kind::Data, "Memory of the cache; the cache size of section 5 unless you enter one.").example("64 GB");
            memory_price: MEMORY_PRICE = quantity("Cache memory price", Kind::DataPrice, "What a GB of cache memory costs each month.").priced(&prices::MEMORY);
            cache_cluster: CACHE_CLUSTER = quantity("Redis/Memcached cluster", Kind::MonthlyCost, "What the cache costs each month; its memory and the memory price unless you enter a cost.");
            cdn_traffic: CDN_TRAFFIC = quantity("CDN traffic per month", Kind::Data, "What the CDN serves; from section 5 unless you enter a volume.").example("100 TB");
            cdn_price: CDN_PRICE = quantity("CDN price", Kind::TrafficPrice, "What traffic served by the CDN costs. The tiers of the price book hold unless you enter one price.").priced(&prices::CDN);
            brokers: BROKERS = quantity("Brokers", Kind::Count, "Machines of the queue or stream, if you run it on instances.").example("3");
            broker_price: BROKER_PRICE = quantity("Cost per broker", Kind::MonthlyCost, "What one broker costs each month; that of an instance unless you enter a cost.");
            queue_cluster: QUEUE_CLUSTER = quantity("Kafka/PubSub cluster", Kind::MonthlyCost, "What the queue or stream costs each month; its brokers, where you entered any, unless you enter a cost.").taken(prices::QUEUE).example("$600/month");
            hosts: HOSTS = quantity("Monitored hosts", Kind::Count, "Hosts that are monitored; the number of instances unless you enter one.");
            host_price: HOST_PRICE = quantity("Monitoring price per host", Kind::MonthlyCost, "What monitoring one host costs each month.").taken(prices::MONITORING);
            log_size: LOG_SIZE = quantity("Log size per request", Kind::Data, "What one request leaves in the logs.").taken(figures::LOG_LINE).example("2 KB");
            log_volume: LOG_VOLUME = quantity("Log volume", Kind::DataRate, "What is logged in a day or a month; all requests and the log size unless you enter a volume.").example("20 GB/day");
            log_price: LOG_PRICE = quantity("Log price", Kind::TrafficPrice, "What a GB of logs costs to take in.").priced(&prices::LOGS);
            backup_copies: BACKUP_COPIES = quantity("Full backups kept", Kind::Count, "How many full copies of the database are kept; blobs by the share below.").taken(figures::BACKUP_COPIES);
            backup_retention: BACKUP_RETENTION = quantity("Backup retention", Kind::Span, "How long the daily increments are kept beside the full copies.").taken(figures::BACKUP_RETENTION).example("30 days");
            backup_size: BACKUP_SIZE = quantity("Backup size", Kind::Data, "What is kept as backup; the full copies and the increments unless you enter a size.");
            backup_price: BACKUP_PRICE = quantity("Backup storage price", Kind::DataPrice, "What a GB (or TB) of backup costs each month, such as Glacier.").priced(&prices::BACKUP);
            recovery_share: RECOVERY_SHARE = quantity("Copy in another region", Kind::Share, "Share of the database that stands ready elsewhere for disaster recovery.").taken(figures::RECOVERY).example("100%");
            recovery_price: RECOVERY_PRICE = quantity("Storage price there", Kind::DataPrice, "What a GB (or TB) of that copy costs each month; blob storage unless you enter a price.").priced(&prices::BLOB);
            backup_blobs: BACKUP_BLOBS = quantity("Blobs in the backup", Kind::Share, "Share of the blobs that is in the backup beside the database. Versions within the object store are the usual way.").taken(figures::BLOB_BACKUP).example("100%");
            recovery_blobs: RECOVERY_BLOBS = quantity("Blobs in another region", Kind::Share, "Share of the blobs that stands ready elsewhere, at the storage price there.").taken(figures::BLOB_RECOVERY).example("100%");
            sms: SMS = quantity("SMS messages", Kind::Rate, "Text messages that are sent.").example("100k/month");
            sms_segments: SMS_SEGMENTS = quantity("Segments per message", Kind::Factor, "160 GSM letters are one segment, or 153 each of several; in Unicode 70, or 67.").taken(figures::SEGMENTS).bounds(1.0, 100.0);
            sms_price: SMS_PRICE = quantity("Price per SMS", Kind::UnitPrice, "What one segment of a message costs (Twilio).").taken(prices::SMS);
            sms_fee: SMS_FEE = quantity("Carrier fee", Kind::UnitPrice, "What the carrier takes for each segment.").taken(prices::SMS_FEE);
            emails: EMAILS = quantity("Emails", Kind::Rate, "Emails that are sent.").example("1M/month");
            email_price: EMAIL_PRICE = quantity("Price of emails", Kind::UnitPrice, "What emails cost, such as $0.40/1000 (SendGrid).").priced(&prices::EMAIL);
            budget: BUDGET = quantity("Budget", Kind::MonthlyCost, "What it may cost each month; you are told when the total is more.").example("$10,000/month");
            notes: NOTES = text(NOTES_LABEL, NOTES_HELP).optional();
        }
        tables {
            others: OTHERS of Other = ("Other services", "service", "Whatever else is paid for, by use or each month: maps, payments, licences, support.");
        }
    }
}

impl Document {
    /// The price book that was chosen.
    ///
    /// ```
    /// use envelope::{library::prices::Book, model::Document};
    /// let mut doc = Document::default();
    /// doc.cost.price_book = "aws".into();
    /// assert_eq!(doc.price_book(), Book::Aws);
    /// ```
    pub fn price_book(&self) -> Book {
        Book::of(&self.cost.price_book)
    }
}
