//! Random bytes, from the browser's own source.

use js_sys::Math;

/// Fills an array with random bytes that nobody can foresee; `None` where this browser has no source of them.
pub fn secret<const N: usize>() -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let crypto = web_sys::window()?.crypto().ok()?;
    crypto.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(bytes)
}

/// Returns 16 random bytes.
pub fn bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    let drawn = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok());
    if !drawn {
        // They only keep ids apart and guard no secret, so this does where there is nothing better.
        for byte in &mut bytes {
            *byte = (Math::random() * 256.0) as u8;
        }
    }
    bytes
}
