//! The arithmetic of section 6.

use super::{close, get, monthly, typed, value, with};
use crate::estimate::{self, capacity as c, cost};
use crate::formula::Origin;
use crate::model::{Document, Field, capacity as f, cost as p};
use crate::quantity::Period::Month;

#[test]
fn each_part_is_quantity_times_price() {
    let doc = typed(
        "exact",
        &[
            (&p::INSTANCES, "4"),
            (&p::INSTANCE_PRICE, "$100/month"),
            (&p::DATABASE_SIZE, "2 TB"),
            (&p::DATABASE_PRICE, "$100/TB"),
            (&p::BLOB_SIZE, "10 TB"),
            (&p::BLOB_PRICE, "$0.02/GB/month"),
            (&f::REPLICATION, "3"),
            (&f::CDN_SHARE, "50%"),
            (&p::EGRESS_PRICE, "$0.10/GB"),
            (&p::CDN_PRICE, "$0.05/GB"),
            (&p::CACHE_CLUSTER, "$250/month"),
            (&p::QUEUE_CLUSTER, "$600/month"),
            (&p::HOSTS, "10"),
            (&p::HOST_PRICE, "$15/month"),
            (&p::LOG_SIZE, "2 KB"),
            (&p::LOG_PRICE, "$0.50/GB"),
            (&p::BACKUP_SIZE, "5 TB"),
            (&p::BACKUP_PRICE, "$0.004/GB/month"),
            (&p::SMS, "100k/month"),
            (&p::SMS_PRICE, "$0.0083"),
            (&p::SMS_FEE, "$0.0017"),
            (&p::EMAILS, "1M/month"),
            (&p::EMAIL_PRICE, "$0.40/1000"),
        ],
        &[["Read", "read", "1M/month", "1 KB", "1 MB", "", ""]],
    );
    let estimate = estimate::of(&doc);
    let parts = [
        (&cost::COMPUTE, 400.0),
        // The price of the object store has its copies in it.
        (&cost::STORAGE, 200.0 * 3.0 + 200.0),
        (&cost::NETWORK, 50.0),
        (&cost::CDN, 25.0),
        (&cost::CACHE, 275.0),
        (&cost::QUEUE, 600.0),
        (&cost::MONITORING, 150.0 + 1.0),
        (&cost::BACKUP, 20.0),
        (&cost::THIRD_PARTY, 1_000.0 + 400.0),
        (
            &cost::TOTAL,
            400.0 + 800.0 + 50.0 + 275.0 + 600.0 + 151.0 + 20.0 + 1400.0,
        ),
        (
            &cost::FLOW,
            (400.0 + 50.0 + 275.0 + 600.0 + 151.0 + 1400.0) * 12.0,
        ),
        (&cost::KEPT, 800.0 + 20.0),
    ];
    for (formula, expected) in parts {
        close(formula.name, monthly(&estimate, formula), expected, 1e-12);
    }
}

#[test]
fn what_is_left_empty_follows_from_the_estimate() {
    let actions = &[["Write", "write", "1k/s", "1 KB", "1 KB", "1 KB", ""]];
    let estimate = estimate::of(&typed(
        "exact",
        &[(&f::SERVER_RATE, "1k/s"), (&f::HORIZON, "1 year")],
        actions,
    ));
    // 2,000 /s at peak over 700 /s each, and a spare.
    assert_eq!(get(&estimate, &c::SERVERS), Some(4.0));
    let instances = super::node(&estimate, ("cost.instances", 0));
    assert_eq!(
        (instances.origin, instances.value.map(|q| q.value)),
        (Origin::Derived, Some(4.0))
    );
    let size = super::node(&estimate, ("cost.database_size", 0));
    close(
        "a year of 1 KB a second, a thousand times",
        size.value.map(|q| q.value),
        1e6 * 86_400.0 * 365.0,
        1e-12,
    );
    assert_eq!(monthly(&estimate, &cost::COMPUTE), Some(4.0 * 92.0));
}

#[test]
fn a_price_by_the_hour_is_billed_with_730_hours() {
    for calendar in ["exact", "interview"] {
        let doc = typed(
            calendar,
            &[(&p::INSTANCES, "1"), (&p::INSTANCE_PRICE, "$0.1/hour")],
            &[],
        );
        close(
            calendar,
            monthly(&estimate::of(&doc), &cost::COMPUTE),
            73.0,
            1e-12,
        );
    }
}

#[test]
fn instances_are_paid_for_the_hours_they_run_less_the_discount() {
    let ten = [(&p::INSTANCES, "10"), (&p::INSTANCE_PRICE, "$0.2/hour")];
    for (hours, discount, dollars) in [
        ("", "", 1_460.0),
        ("730 hours", "0%", 1_460.0),
        ("365 hours", "", 730.0),
        ("220 hours", "", 440.0),
        ("10 days", "", 480.0),
        ("", "40%", 876.0),
        ("", "60%", 584.0),
        ("365 hours", "40%", 438.0),
    ] {
        let more = [(&p::HOURS, hours), (&p::COMMITMENT, discount)];
        let compute = monthly(&with(&[ten, more].concat(), &[]), &cost::COMPUTE);
        close(&format!("{hours} less {discount}"), compute, dollars, 1e-12);
    }
    let refused = monthly(
        &with(&[&ten[..], &[(&p::HOURS, "800 hours")]].concat(), &[]),
        &cost::COMPUTE,
    );
    assert_eq!(refused, None, "no month has so many hours");
}

#[test]
fn brokers_cost_what_instances_cost_unless_entered() {
    let price = (&p::INSTANCE_PRICE, "$100/month");
    let queue = |more: &[_]| monthly(&with(&[&[price], more].concat(), &[]), &cost::QUEUE);
    assert_eq!(queue(&[]), Some(0.0));
    assert_eq!(queue(&[(&p::BROKERS, "3")]), Some(300.0));
    let dear = (&p::BROKER_PRICE, "$0.5/hour");
    assert_eq!(queue(&[(&p::BROKERS, "3"), dear]), Some(1_095.0));
    let cluster = (&p::QUEUE_CLUSTER, "$600/month");
    assert_eq!(queue(&[(&p::BROKERS, "3"), cluster]), Some(600.0));
    assert_eq!(queue(&[(&p::BROKERS, "three")]), None);
}

#[test]
fn what_is_entered_beats_what_is_derived() {
    let fields = &[
        (&p::INGRESS, "10 TB"),
        (&p::INGRESS_PRICE, "$0.01/GB"),
        (&p::EGRESS, "5 TB"),
        (&p::EGRESS_PRICE, "$0.10/GB"),
        (&p::BALANCER_PRICE, "$0.008/GB"),
        (&p::CACHE_MEMORY, "64 GB"),
        (&p::MEMORY_PRICE, "$2/GB"),
        (&p::CDN_TRAFFIC, "1 TB"),
        (&p::CDN_PRICE, "$0.05/GB"),
        (&p::HOSTS, "0"),
        (&p::LOG_VOLUME, "20 GB/day"),
        (&p::LOG_PRICE, "$0.50/GB"),
    ];
    for (formula, dollars) in [
        (&cost::NETWORK, 100.0 + 500.0 + 120.0),
        (&cost::CDN, 50.0),
        (&cost::CACHE, 128.0 + 50.0),
        (&cost::MONITORING, 300.0),
    ] {
        close(
            formula.name,
            monthly(&with(fields, &[]), formula),
            dollars,
            1e-12,
        );
    }
}

#[test]
fn backups_are_full_copies_and_increments() {
    let backup = |more: &[(&'static Field<Document>, &str)]| {
        let fields = [
            (&f::HORIZON, "1 year"),
            (&p::BACKUP_PRICE, "$0.01/GB"),
            (&p::RECOVERY_PRICE, "$0.02/GB"),
        ];
        let actions = &[["Write", "write", "1M/day", "", "", "1 KB", ""]];
        let doc = typed("exact", &[&fields, more].concat(), actions);
        monthly(&estimate::of(&doc), &cost::BACKUP)
    };
    // A year is 365 GB, a day 1 GB.
    close("a copy and a week", backup(&[]), 3.65 + 0.07, 1e-12);
    let more = [(&p::BACKUP_COPIES, "3"), (&p::BACKUP_RETENTION, "30 days")];
    close("three and a month", backup(&more), 10.95 + 0.30, 1e-12);
    let region = [(&p::RECOVERY_SHARE, "100%")];
    close("elsewhere", backup(&region), 3.72 + 7.30, 1e-12);
    let half = [(&p::RECOVERY_SHARE, "50%"), (&p::BACKUP_SIZE, "1 TB")];
    close("half elsewhere", backup(&half), 10.0 + 3.65, 1e-12);
}

#[test]
fn a_message_is_paid_by_its_segments() {
    let fields = &[
        (&p::SMS, "1M/month"),
        (&p::SMS_SEGMENTS, "2"),
        (&p::SMS_PRICE, "$0.0083"),
        (&p::SMS_FEE, "$0.0025"),
    ];
    close(
        "SMS",
        monthly(&with(fields, &[]), &cost::THIRD_PARTY),
        21_600.0,
        1e-12,
    );
}

#[test]
fn other_services_are_paid_by_use_and_each_month() {
    let mut doc = typed("exact", &[], &[]);
    for row in [
        ["Maps", "100k/month", "$5/1000", "", ""],
        ["Support", "", "", "$1,200/year", "contract, 2026-11"],
        ["Payments", "10k/day", "$0.30", "$50/month", ""],
    ] {
        doc.add_row_of(&p::OTHERS, &row);
    }
    let costs = |doc: &Document| {
        let estimate = estimate::of(doc);
        let rows = doc.cost.others.iter();
        let rows: Vec<_> = rows
            .map(|row| value(&estimate, &cost::OTHER, row.id, Month))
            .collect();
        let all = monthly(&estimate, &cost::THIRD_PARTY);
        (rows, all, estimate.trace(&cost::THIRD_PARTY, 0).missing)
    };
    let (rows, all, missing) = costs(&doc);
    assert_eq!(rows, [Some(500.0), Some(100.0), Some(90_050.0)]);
    assert_eq!((all, missing.len()), (Some(90_650.0), 0));
    // What is not known is named, and the rest counted.
    doc.add_row_of(&p::OTHERS, &["Video", "1M/month"]);
    doc.add_row_of(&p::OTHERS, &["Licences"]);
    let (rows, all, missing) = costs(&doc);
    assert_eq!((rows[3], rows[4], all), (None, None, Some(90_650.0)));
    assert_eq!(missing, ["Price each, Video", "Fixed cost, Licences"]);
}

#[test]
fn an_unknown_part_is_named_in_everything_that_follows() {
    let fields = &[
        (&p::INSTANCES, "2"),
        (&p::EMAILS, "1M/month"),
        (&p::EMAIL_PRICE, "cheap"),
        (&f::MAU, "1M"),
    ];
    let estimate = estimate::of(&typed("exact", fields, &[]));
    for formula in [&cost::TOTAL, &cost::YEARLY, &cost::PER_USER, &cost::HORIZON] {
        let trace = estimate.trace(formula, 0);
        assert!(!trace.exact.is_empty(), "{}", formula.name);
        assert!(
            trace.missing.contains(&"Price of emails".to_owned()),
            "{}: {:?}",
            formula.name,
            trace.missing
        );
    }
}

#[test]
fn totals_by_year_user_request_and_horizon() {
    let mut fields = vec![
        (&p::INSTANCES, "10"),
        (&p::INSTANCE_PRICE, "$100/month"),
        (&p::HOST_PRICE, "0"),
        (&p::LOG_SIZE, "0 B"),
        (&p::BACKUP_PRICE, "0"),
        (&p::DATABASE_SIZE, "1 TB"),
        (&p::DATABASE_PRICE, "$0.1/GB"),
        (&f::REPLICATION, "2"),
        (&f::GROWTH, "100%"),
        (&f::HORIZON, "3 years"),
        (&f::DAU, "10k"),
    ];
    let actions = &[["Read", "read", "100k/month", "", "", "", ""]];
    let get = |fields: &[_], formula| monthly(&with(fields, actions), formula);
    // $1,000 for the instances and $200 for the storage.
    for (formula, dollars) in [
        (&cost::TOTAL, 1_200.0),
        (&cost::YEARLY, 1_200.0),
        (&cost::PER_USER, 0.12),
        (&c::REQUESTS_PER_MONTH, 100_000.0),
        (&cost::PER_THOUSAND, 12.0),
        (&cost::PER_MILLION, 12_000.0),
        (&cost::HORIZON, 1_000.0 * 12.0 * 7.0 + 200.0 * 36.0),
    ] {
        close(formula.name, get(&fields, formula), dollars, 1e-12);
    }
    let shown = |formula| estimate::of(&typed("exact", &fields, actions)).shown(formula, 0);
    assert_eq!(shown(&cost::YEARLY), "$14,400 /year");
    assert_eq!(shown(&cost::HORIZON), "$91,200");
    // Users of a month, where they are known.
    fields.push((&f::MAU, "30k"));
    close("by MAU", get(&fields, &cost::PER_USER), 0.04, 1e-12);
    fields[8].1 = "0%";
    close(
        "no growth",
        get(&fields, &cost::HORIZON),
        1_200.0 * 36.0,
        1e-12,
    );
}

#[test]
fn a_total_over_the_budget_is_a_problem() {
    let problem = |budget| {
        let doc = typed(
            "exact",
            &[
                (&p::BUDGET, budget),
                (&p::INSTANCES, "10"),
                (&p::INSTANCE_PRICE, "$1,000/month"),
                (&p::HOST_PRICE, "0"),
            ],
            &[],
        );
        let problems = crate::review::problems(&doc, &estimate::of(&doc));
        let mut details = problems.into_iter().map(|problem| problem.detail);
        (details.next(), details.next())
    };
    assert_eq!(problem(""), (None, None));
    assert_eq!(problem("$10,000/month"), (None, None));
    let detail = "The total is $10,000 /month, and the budget $5 /hour.";
    assert_eq!(problem("$5/hour"), (Some(detail.into()), None));
}
