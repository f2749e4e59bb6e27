//! Reading JSON, beside another reader of it.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (-1e300..1e300).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn is_as(node: &Node, value: &Value) -> bool {
    match (node, value) {
        (Node::Null, Value::Null) | (Node::Other, Value::Bool(_)) => true,
        (Node::Number(number), value) => value.as_u64() == Some(*number),
        (Node::Other, Value::Number(number)) => number.as_u64().is_none(),
        (Node::Text(text), Value::String(same)) => text == same,
        (Node::List(nodes), Value::Array(values)) => {
            nodes.len() == values.len() && nodes.iter().zip(values).all(|(n, v)| is_as(n, v))
        }
        (Node::Map(entries), Value::Object(map)) => {
            let found = |(key, value): (&String, &Value)| {
                entries.get(key).is_some_and(|node| is_as(node, value))
            };
            entries.keys().count() == map.len() && map.iter().all(found)
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn what_is_read_is_what_is_written(value in values(), indented in any::<bool>()) {
        let text = if indented { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let text = text.unwrap();
        let node: Node = serde_json::from_str(&text).unwrap();
        prop_assert!(is_as(&node, &value), "{node:?} of {text}");
    }
}

#[test]
fn a_text_is_copied_only_where_it_is_escaped() {
    let node: Node = serde_json::from_str(r#"{"a": "plain", "a\n": "bro\"ken", "a": 2}"#).unwrap();
    let Node::Map(entries) = node else {
        panic!("no object: {node:?}")
    };
    let borrowed = |text: &Cow<str>| matches!(text, Cow::Borrowed(_));
    let copied: Vec<_> = entries.0.iter().map(|(key, _)| !borrowed(&key.0)).collect();
    assert_eq!(copied, [false, true, false]);
    assert_eq!(entries.get("a\n"), Some(&Node::Text("bro\"ken".into())));
    // The last one counts.
    assert_eq!(entries.get("a"), Some(&Node::Number(2)));
}

#[test]
fn what_is_nested_too_deep_is_refused() {
    let deep = ["[".repeat(100_000), "]".repeat(100_000)].concat();
    assert!(serde_json::from_str::<Node>(&deep).is_err());
}
