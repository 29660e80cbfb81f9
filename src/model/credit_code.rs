//! The unified social credit code of Chinese organisations (GB 32100-2015).

use std::fmt;
use std::str::FromStr;

/// The characters of a code, by their value; I, O, S, V and Z are left out.
const CHARACTERS: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// How many characters a code has.
const LENGTH: usize = 18;

/// A code of 18 characters whose last one fits the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreditCode(String);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditCodeError {
    /// It has so many characters, and not 18.
    Length(usize),
    /// This character never stands in a code.
    Character(char),
    /// The last character should be this one: something was mistyped.
    Check(char),
}

impl FromStr for CreditCode {
    type Err = CreditCodeError;

    /// Reads a code; small letters and spaces between are let pass.
    fn from_str(text: &str) -> Result<Self, CreditCodeError> {
        let code: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let value = |letter: char| CHARACTERS.iter().position(|known| char::from(*known) == letter);
        if let Some(wrong) = code.chars().find(|letter| value(*letter).is_none()) {
            return Err(CreditCodeError::Character(wrong));
        }
        let count = code.chars().count();
        if count != LENGTH {
            return Err(CreditCodeError::Length(count));
        }
        let mut weight = 1;
        let mut sum = 0;
        for letter in code.chars().take(LENGTH - 1) {
            sum += value(letter).unwrap_or(0) * weight;
            weight = weight * 3 % CHARACTERS.len();
        }
        let check = (CHARACTERS.len() - sum % CHARACTERS.len()) % CHARACTERS.len();
        let check = CHARACTERS.get(check).copied().map_or('0', char::from);
        if code.ends_with(check) { Ok(Self(code)) } else { Err(CreditCodeError::Check(check)) }
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_whole_and_each_fault_is_named() {
        // The published codes of two well-known companies and one university.
        for code in ["91440300708461136T", "9144030071526726XG", "12100000400000624D"] {
            assert_eq!(code.parse::<CreditCode>().map(|code| code.to_string()), Ok(code.to_owned()));
        }
        assert_eq!("9144 0300 7152 6726 xg".parse::<CreditCode>().unwrap().to_string(), "9144030071526726XG");
        assert_eq!("914403007152672XG".parse::<CreditCode>(), Err(CreditCodeError::Length(17)));
        assert_eq!("9144030071526726XO".parse::<CreditCode>(), Err(CreditCodeError::Character('O')));
        assert_eq!("9144030071526726XA".parse::<CreditCode>(), Err(CreditCodeError::Check('G')));
    }

    #[test]
    fn one_mistyped_character_never_passes() {
        let code = "9144030071526726XG";
        for place in 0..LENGTH {
            for other in CHARACTERS.iter().map(|other| char::from(*other)) {
                let typed: String = code
                    .chars()
                    .enumerate()
                    .map(|(at, letter)| if at == place { other } else { letter })
                    .collect();
                assert_eq!(typed.parse::<CreditCode>().is_ok(), typed == code, "{typed}");
            }
        }
    }
}
