//! Which kind a component has, by its shape in a flowchart and by the words of its name.

use super::shape;
use crate::model::architecture::KINDS;

/// What ids of this kind begin with.
pub(super) fn word(kind: &'static str) -> &'static str {
    if kind.is_empty() { "service" } else { kind }
}

/// The kind by an id as [`super::flowchart`] writes it, of a box with its shape.
fn own(id: &str, open: &str) -> Option<&'static str> {
    let kind = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let mut kinds = KINDS.iter().map(|(kind, _)| *kind);
    kinds.find(|known| word(known) == kind && kind.len() < id.len() && shape(known).0 == open)
}

/// Words of names, by what they say; what comes first holds.
const WORDS: [(&str, &str); 14] = [
    (
        "third",
        "third external stripe paypal adyen twilio sendgrid mailgun",
    ),
    ("gateway", "gateway apigw kong apigee"),
    ("balancer", "balancer lb elb alb nlb haproxy nginx envoy"),
    ("dns", "dns route53"),
    ("cdn", "cdn cloudfront cloudflare akamai fastly"),
    (
        "worker",
        "worker workers cron scheduler consumer consumers job jobs lambda",
    ),
    ("", "service services svc server servers api"),
    (
        "client",
        "client clients browser mobile user users phone ios android app apps desktop customer customers visitor",
    ),
    (
        "cache",
        "cache caches redis memcached valkey dragonfly hazelcast",
    ),
    (
        "queue",
        "queue queues kafka rabbitmq sqs sns kinesis stream streams topic topics pubsub nats pulsar broker redpanda",
    ),
    (
        "nosql",
        "nosql mongo mongodb cassandra scylla scylladb dynamo dynamodb hbase bigtable couchbase firestore neo4j",
    ),
    (
        "search",
        "search elasticsearch elastic opensearch solr lucene",
    ),
    (
        "blob",
        "blob blobs s3 bucket buckets object objects gcs minio storage files",
    ),
    (
        "sql",
        "sql database databases db postgres postgresql mysql mariadb sqlite aurora rds oracle cockroachdb spanner",
    ),
];

/// What a cylinder may be: something that keeps data.
const KEPT: [&str; 6] = ["cache", "queue", "nosql", "search", "blob", "sql"];

/// The kind of a component with this id and name, in a shape that begins so.
pub(super) fn guess(id: &str, name: &str, open: &str) -> &'static str {
    if let Some(kind) = own(id, open) {
        return kind;
    }
    let both = [name, " ", id].concat().to_lowercase();
    let words: Vec<&str> = both.split(|c: char| !c.is_alphanumeric()).collect();
    let cylinder = open == "[(";
    let said = WORDS.iter().find(|(kind, known)| {
        (!cylinder || KEPT.contains(kind)) && known.split(' ').any(|word| words.contains(&word))
    });
    match (said, open) {
        (Some((kind, _)), _) => kind,
        (None, "[(") => "sql",
        (None, "([" | "((" | "(((") => "client",
        (None, "{{") => "balancer",
        (None, "[[") => "worker",
        (None, ">") => "queue",
        (None, "[/" | "[\\") => "third",
        (None, _) => "",
    }
}
