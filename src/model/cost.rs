//! Section 6: what it costs each month.

use super::declare::section;
use crate::library::prices;
use crate::quantity::Kind;

section! {
    /// Quantities that are left empty are taken from the estimate; prices from the price book.
    pub struct Cost at cost {
        fields {
            instances: INSTANCES = quantity("Number of instances", Kind::Count, "Servers, virtual machines or containers; from the servers of section 5 unless you enter a number.");
            instance_price: INSTANCE_PRICE = quantity("Cost per instance", Kind::MonthlyCost, "What one instance costs each month.").taken(prices::INSTANCE);
            database_size: DATABASE_SIZE = quantity("Database size", Kind::Data, "Rows, logs and metadata at the end of the horizon, before replication; from section 5 unless you enter a size.");
            database_price: DATABASE_PRICE = quantity("Database storage price", Kind::DataPrice, "What a GB (or TB) of database storage costs each month.").taken(prices::DATABASE);
            blob_size: BLOB_SIZE = quantity("Blob size", Kind::Data, "Images, videos and files at the end of the horizon, before replication; from section 5 unless you enter a size.");
            blob_price: BLOB_PRICE = quantity("Blob storage price", Kind::DataPrice, "What a GB (or TB) of blob storage costs each month.").taken(prices::BLOB);
            ingress_price: INGRESS_PRICE = quantity("Ingress price", Kind::TrafficPrice, "What incoming traffic costs; usually nothing.").taken(prices::INGRESS);
            egress_price: EGRESS_PRICE = quantity("Egress price", Kind::TrafficPrice, "What traffic to the internet costs.").taken(prices::EGRESS);
            memory_price: MEMORY_PRICE = quantity("Cache memory price", Kind::DataPrice, "What a GB of cache memory costs each month.").taken(prices::MEMORY);
            cache_cluster: CACHE_CLUSTER = quantity("Redis/Memcached cluster", Kind::MonthlyCost, "What the cache costs each month; from the cache size and the memory price unless you enter a cost.");
            cdn_price: CDN_PRICE = quantity("CDN price", Kind::TrafficPrice, "What traffic served by the CDN costs.").taken(prices::CDN);
            queue_cluster: QUEUE_CLUSTER = quantity("Kafka/PubSub cluster", Kind::MonthlyCost, "What the queue or stream costs each month.").taken(prices::QUEUE).example("$600/month");
            hosts: HOSTS = quantity("Monitored hosts", Kind::Count, "Hosts that are monitored; the number of instances unless you enter one.");
            host_price: HOST_PRICE = quantity("Monitoring price per host", Kind::MonthlyCost, "What monitoring one host costs each month.").taken(prices::MONITORING);
            backup_size: BACKUP_SIZE = quantity("Backup size", Kind::Data, "What is kept as backup; one full copy of the raw storage unless you enter a size.");
            backup_price: BACKUP_PRICE = quantity("Backup storage price", Kind::DataPrice, "What a GB (or TB) of backup costs each month, such as Glacier.").taken(prices::BACKUP);
            sms: SMS = quantity("SMS messages", Kind::Rate, "Text messages that are sent.").example("100k/month");
            sms_price: SMS_PRICE = quantity("Price per SMS", Kind::UnitPrice, "What one message costs (Twilio).").taken(prices::SMS);
            emails: EMAILS = quantity("Emails", Kind::Rate, "Emails that are sent.").example("1M/month");
            email_price: EMAIL_PRICE = quantity("Price of emails", Kind::UnitPrice, "What emails cost, such as $0.40/1000 (SendGrid).").example("$0.40/1000");
        }
        tables {}
    }
}
