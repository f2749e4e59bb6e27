//! Keeps in the program of the page what taking it apart needs.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bin=envelope=--emit-relocs");
    }
}
