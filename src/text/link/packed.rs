//! Texts in the letters of an address: deflated (RFC 1951) behind their Adler-32 (RFC 1950), as `base64url` (RFC 4648).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use miniz_oxide::mz_adler32_oxide;

/// The most that a link may unpack to, in bytes: thirty times a large design.
pub(super) const LARGEST: usize = 1_000_000;

/// What stands before every text, for the compression only, so that it knows the keys of the fields and the usual
/// words. It is part of the form: were it another, no link of that form could be read.
const DICTIONARY: &[u8] = include_bytes!("dictionary-1.txt");

/// The most thorough search for repetitions that there is.
const THOROUGH: i32 = 10;

/// Deflated data alone, without a frame.
const RAW: i32 = -15;

/// Why a text does not come out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is not what was packed.
    Broken,
    /// It would be larger than [`LARGEST`].
    Large,
}

/// A text as letters of an address.
pub(super) fn pack(text: &str) -> String {
    let mut deflate = CompressorOxide::new(create_comp_flags_from_zip_params(THOROUGH, RAW, 0));
    // After a flush the rest begins with a whole byte, and may still refer to what went before.
    compress_to_output(&mut deflate, DICTIONARY, TDEFLFlush::Sync, |_| true);
    let mut bytes = checksum(text.as_bytes()).to_vec();
    compress_to_output(&mut deflate, text.as_bytes(), TDEFLFlush::Finish, |part| {
        bytes.extend_from_slice(part);
        true
    });
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The text behind those letters.
pub(super) fn unpack(letters: &str) -> Result<String, Fault> {
    let bytes = URL_SAFE_NO_PAD.decode(letters).map_err(|_| Fault::Broken)?;
    let (sum, deflated) = bytes.split_first_chunk::<4>().ok_or(Fault::Broken)?;
    // One place more than may be filled: whoever needs it is too large.
    let mut room = vec![0; DICTIONARY.len() + LARGEST + 1];
    room[..DICTIONARY.len()].copy_from_slice(DICTIONARY);
    let (status, read, written) = decompress(
        &mut DecompressorOxide::new(),
        deflated,
        &mut room,
        DICTIONARY.len(),
        TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
    );
    if status == TINFLStatus::HasMoreOutput || written > LARGEST {
        return Err(Fault::Large);
    }
    room.truncate(DICTIONARY.len() + written);
    let text = room.split_off(DICTIONARY.len());
    if status != TINFLStatus::Done || read != deflated.len() || checksum(&text) != *sum {
        return Err(Fault::Broken);
    }
    String::from_utf8(text).map_err(|_| Fault::Broken)
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    mz_adler32_oxide(1, bytes).to_be_bytes()
}
