//! What a workbook may unpack to. A zip of a few kilobytes can hold terabytes: each part is unpacked and
//! counted, and thrown away, before anything is read in earnest.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::exchange::TableProblem;

/// How many bytes all parts together may unpack to.
pub(super) const MAX_UNPACKED: u64 = 512 << 20;
/// How many times its packed size a workbook may unpack to. Tables of one repeated word come near 100.
const MAX_RATIO: u64 = 200;
/// Below so many bytes the ratio says nothing.
const RATIO_FROM: u64 = 16 << 20;
/// A workbook has a few parts for each sheet.
const MAX_PARTS: usize = 4096;

/// Refuses a workbook that unpacks to too much.
pub(super) fn check(archive: &mut ZipArchive<Cursor<&[u8]>>, packed: u64) -> Result<(), TableProblem> {
    let too_large = || TableProblem::UnpacksTooLarge { limit: MAX_UNPACKED };
    if archive.len() > MAX_PARTS {
        return Err(too_large());
    }
    let most = MAX_UNPACKED.min((packed.saturating_mul(MAX_RATIO)).max(RATIO_FROM));
    let mut unpacked = 0_u64;
    let mut buffer = vec![0_u8; 1 << 16];
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => {
                TableProblem::Locked
            }
            other => TableProblem::DamagedWorkbook { reason: other.to_string() },
        })?;
        // What a part says of its size is not believed.
        loop {
            let read = part
                .read(&mut buffer)
                .map_err(|error| TableProblem::DamagedWorkbook { reason: error.to_string() })?;
            if read == 0 {
                break;
            }
            unpacked += read as u64;
            if unpacked > most {
                return Err(too_large());
            }
        }
    }
    Ok(())
}
