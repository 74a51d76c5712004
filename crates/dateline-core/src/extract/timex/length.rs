//! Values of lengths of time: ISO 8601 durations, with X for an amount that isn't told.

use super::words::{Unit, VAGUE};

/// The TIMEX3 value of so many hundredths of the unit.
///
/// Halves become whole numbers of the next smaller unit where it divides evenly (`P1Y6M`, `PT5H30M`). Decades and more
/// are counted in years, as TimeBank has them.
pub(super) fn value(amount: i64, unit: Unit) -> String {
    let amount = match unit {
        Unit::Fortnight if amount != VAGUE => amount.saturating_mul(2),
        Unit::Decade if amount != VAGUE => amount.saturating_mul(10),
        Unit::Century if amount != VAGUE => amount.saturating_mul(100),
        Unit::Millennium if amount != VAGUE => amount.saturating_mul(1000),
        _ => amount,
    };
    let (time, letter) = match unit {
        Unit::Second => ("T", "S"),
        Unit::Minute => ("T", "M"),
        Unit::Hour => ("T", "H"),
        Unit::Day | Unit::Night => ("", "D"),
        Unit::Week | Unit::Fortnight => ("", "W"),
        Unit::Weekend => ("", "WE"),
        Unit::Month => ("", "M"),
        Unit::Quarter => ("", "Q"),
        Unit::Decade if amount == VAGUE => ("", "E"),
        Unit::Century if amount == VAGUE => ("", "C"),
        Unit::Millennium if amount == VAGUE => ("", "L"),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => ("", "Y"),
    };
    if amount == VAGUE {
        return format!("P{time}X{letter}");
    }
    let (whole, part) = (amount / 100, amount % 100);
    let lead = if whole > 0 { format!("{whole}{letter}") } else { String::new() };
    let smaller = match unit {
        Unit::Minute => Some((60, "S")),
        Unit::Hour => Some((60, "M")),
        Unit::Year => Some((12, "M")),
        _ => None,
    };
    match (part, smaller) {
        (0, _) => format!("P{time}{whole}{letter}"),
        (_, Some((count, smaller))) if part * count % 100 == 0 => {
            format!("P{time}{lead}{}{smaller}", part * count / 100)
        }
        _ if part % 10 == 0 => format!("P{time}{whole}.{}{letter}", part / 10),
        _ => format!("P{time}{whole}.{part:02}{letter}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_told_in_the_smaller_unit() {
        assert_eq!(value(150, Unit::Year), "P1Y6M");
        assert_eq!(value(50, Unit::Hour), "PT30M");
        assert_eq!(value(150, Unit::Month), "P1.5M");
        assert_eq!(value(200, Unit::Decade), "P20Y");
        assert_eq!(value(VAGUE, Unit::Week), "PXW");
    }
}
