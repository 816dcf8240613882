//! Whole numbers shared out over places, so that they add up exactly.

/// Shares `total` out in proportion to `weights`, no place getting more than its cap.
///
/// Each place gets its exact share rounded down or up, carried along the list, so that neighbouring places together
/// also get their share; `start` (any number) decides where rounding begins. The shares add up to `total` wherever
/// the caps allow it.
pub(super) fn share_out(total: u32, weights: &[u64], caps: &[u32], start: u32) -> Vec<u32> {
    let mut shares = vec![0; weights.len()];
    let full = fill_the_small(total, weights, caps, &mut shares);
    let free = |place: usize| !full.get(place).copied().unwrap_or(true);
    let open: u128 = weights.iter().enumerate().filter(|(place, _)| free(*place)).map(|(_, w)| u128::from(*w)).sum();
    let left = total - shares.iter().sum::<u32>();
    let offset = if open == 0 { 0 } else { u128::from(start) * 1_000_003 % open };
    let (mut passed, mut given) = (0u128, 0u32);
    for (place, (share, (weight, cap))) in shares.iter_mut().zip(weights.iter().zip(caps)).enumerate() {
        if free(place) && open > 0 {
            passed += u128::from(*weight);
            let due = u32::try_from((u128::from(left) * passed + offset) / open).unwrap_or(u32::MAX).min(left);
            *share = due.saturating_sub(given).min(*cap);
            given += *share;
        }
    }
    top_up(left - given, caps, &mut shares);
    shares
}

/// Gives every place whose share would pass its cap just the cap, again and again, and says which those are.
fn fill_the_small(total: u32, weights: &[u64], caps: &[u32], shares: &mut [u32]) -> Vec<bool> {
    let mut full = vec![false; weights.len()];
    loop {
        let left = u128::from(total - shares.iter().sum::<u32>());
        let open: u128 = weights.iter().zip(&full).filter(|(_, full)| !**full).map(|(w, _)| u128::from(*w)).sum();
        let mut changed = false;
        for (((share, full), weight), cap) in shares.iter_mut().zip(&mut full).zip(weights).zip(caps) {
            let beyond = left * u128::from(*weight) > u128::from(*cap) * open;
            if !*full && beyond {
                let spare = u32::try_from(left).unwrap_or(u32::MAX);
                *share = (*cap).min(spare);
                *full = true;
                changed = true;
            }
            if changed {
                break;
            }
        }
        if !changed {
            return full;
        }
    }
}

fn top_up(mut missing: u32, caps: &[u32], shares: &mut [u32]) {
    for (share, cap) in shares.iter_mut().zip(caps) {
        let more = missing.min(cap.saturating_sub(*share));
        *share += more;
        missing -= more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_and_stay_near_their_proportion() {
        let weights = [10, 20, 30, 40];
        for start in 0..50 {
            let shares = share_out(7, &weights, &[100; 4], start * 7919);
            assert_eq!(shares.iter().sum::<u32>(), 7);
            for (share, weight) in shares.iter().zip(weights) {
                let exact = 0.07 * f64::from(u32::try_from(weight).unwrap());
                assert!((f64::from(*share) - exact).abs() < 1.0, "{shares:?}");
            }
        }
    }

    #[test]
    fn nobody_gets_more_than_the_cap() {
        assert_eq!(share_out(10, &[1000, 1, 1], &[4, 4, 4], 0).iter().sum::<u32>(), 10);
        assert!(share_out(10, &[1000, 1, 1], &[4, 4, 4], 3).iter().all(|share| *share <= 4));
        assert_eq!(share_out(0, &[1, 0], &[0, 0], 0), [0, 0]);
    }
}
