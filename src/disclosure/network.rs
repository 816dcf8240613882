//! The cheapest flow through a network whose arcs have a least and a most, in whole steps.
//!
//! Successive shortest paths with node potentials: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, *Network Flows* (1993),
//! section 9.7. The start is the flow that is cheapest on every arc by itself, so that only what it leaves over at the
//! nodes has to be moved. Equal paths are told apart by the numbers of their nodes: the same network has the same answer.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What one step of flow along an arc costs.
pub(super) type Price = i128;

/// Nodes by number, and the arcs between them.
pub(super) struct Network {
    nodes: usize,
    arcs: Vec<Arc>,
}

struct Arc {
    from: usize,
    to: usize,
    least: i64,
    most: i64,
    price: Price,
}

impl Network {
    /// Nodes without arcs.
    pub(super) fn of(nodes: usize) -> Self {
        Self { nodes, arcs: Vec::new() }
    }

    /// Adds an arc, whose flow is to lie between two bounds; one of them may be negative. An arc with a negative price has
    /// a finite greatest flow. Flows are told in the order in which arcs were added.
    pub(super) fn join(&mut self, from: usize, to: usize, (least, most): (i64, i64), price: Price) {
        self.arcs.push(Arc { from, to, least, most, price });
    }

    /// The cheapest flow that leaves nothing over at any node. Where the bounds allow none, what cannot be moved stays.
    pub(super) fn cheapest_flow(&self) -> Vec<i64> {
        Current::balanced(self).flow
    }
}

/// One direction of an arc, as seen from the node that it leaves.
#[derive(Clone, Copy)]
struct Way {
    arc: usize,
    forwards: bool,
    next: usize,
}

/// How a node was reached by a search.
#[derive(Clone, Copy)]
struct Reached {
    distance: Price,
    by: Option<(usize, Way)>,
    settled: bool,
}

/// A flow that is the cheapest for what it leaves over at the nodes.
struct Current<'a> {
    network: &'a Network,
    /// Where to go from each node, by the order of arcs.
    ways: Vec<Vec<Way>>,
    flow: Vec<i64>,
    /// What arrives at each node and does not leave it.
    surplus: Vec<i64>,
    /// With these no step that can be taken has a negative reduced price.
    potential: Vec<Price>,
    reached: Vec<Option<Reached>>,
    touched: Vec<usize>,
    waiting: BinaryHeap<Reverse<(Price, usize)>>,
}

impl<'a> Current<'a> {
    /// Every arc at the cheaper of its bounds.
    fn start(network: &'a Network) -> Self {
        let flow: Vec<i64> = network.arcs.iter().map(|arc| if arc.price < 0 { arc.most } else { arc.least }).collect();
        let mut surplus = vec![0; network.nodes];
        let mut ways = vec![Vec::new(); network.nodes];
        for (number, (arc, flow)) in network.arcs.iter().zip(&flow).enumerate() {
            add(&mut surplus, arc.to, *flow);
            add(&mut surplus, arc.from, -*flow);
            // What cannot change need not be looked at.
            if arc.least < arc.most {
                lead(&mut ways, arc.from, Way { arc: number, forwards: true, next: arc.to });
                lead(&mut ways, arc.to, Way { arc: number, forwards: false, next: arc.from });
            }
        }
        let potential = vec![0; network.nodes];
        let reached = vec![None; network.nodes];
        Self { network, ways, flow, surplus, potential, reached, touched: Vec::new(), waiting: BinaryHeap::new() }
    }

    /// With everything moved from where it is over to where it is missing, each time the cheapest way.
    fn balanced(network: &'a Network) -> Self {
        let mut current = Self::start(network);
        for node in 0..network.nodes {
            while current.surplus_at(node) > 0 {
                let Some(end) = current.search(node) else { break };
                current.push(node, end);
            }
        }
        current
    }

    fn surplus_at(&self, node: usize) -> i64 {
        self.surplus.get(node).copied().unwrap_or_default()
    }

    fn potential_at(&self, node: usize) -> Price {
        self.potential.get(node).copied().unwrap_or_default()
    }

    fn reached_at(&self, node: usize) -> Option<Reached> {
        self.reached.get(node).copied().flatten()
    }

    /// The nearest node with something missing (Dijkstra, by reduced prices). Stops there, and changes potentials only of
    /// what is nearer.
    fn search(&mut self, start: usize) -> Option<usize> {
        self.forget();
        self.reach(start, 0, None);
        while let Some(Reverse((distance, node))) = self.waiting.pop() {
            if !self.settle(node) {
                continue;
            }
            if self.surplus_at(node) < 0 {
                self.raise_potentials(distance);
                return Some(node);
            }
            self.look_around(node, distance);
        }
        None
    }

    fn forget(&mut self) {
        self.waiting.clear();
        for node in self.touched.drain(..) {
            if let Some(reached) = self.reached.get_mut(node) {
                *reached = None;
            }
        }
    }

    /// Marks a node as done; false where it was before.
    fn settle(&mut self, node: usize) -> bool {
        match self.reached.get_mut(node) {
            Some(Some(reached)) => !std::mem::replace(&mut reached.settled, true),
            _ => false,
        }
    }

    fn look_around(&mut self, node: usize, distance: Price) {
        let here = self.potential_at(node);
        // Taken out while the search goes on, and put back.
        let ways = self.ways.get_mut(node).map(std::mem::take).unwrap_or_default();
        for way in &ways {
            if let Some(price) = self.price(*way) {
                let reduced = price + here - self.potential_at(way.next);
                self.reach(way.next, distance + reduced, Some((node, *way)));
            }
        }
        if let Some(place) = self.ways.get_mut(node) {
            *place = ways;
        }
    }

    fn reach(&mut self, node: usize, distance: Price, by: Option<(usize, Way)>) {
        let Some(slot) = self.reached.get_mut(node) else { return };
        match slot {
            Some(reached) if reached.distance <= distance => return,
            Some(_) => {}
            None => self.touched.push(node),
        }
        *slot = Some(Reached { distance, by, settled: false });
        self.waiting.push(Reverse((distance, node)));
    }

    /// The price of one step along a way; None where its arc is at its bound.
    fn price(&self, way: Way) -> Option<Price> {
        let arc = self.network.arcs.get(way.arc)?;
        (self.room(way) > 0).then_some(if way.forwards { arc.price } else { -arc.price })
    }

    /// How many steps can be taken along a way.
    fn room(&self, way: Way) -> i64 {
        let (Some(arc), Some(flow)) = (self.network.arcs.get(way.arc), self.flow.get(way.arc)) else { return 0 };
        if way.forwards { arc.most.saturating_sub(*flow) } else { flow.saturating_sub(arc.least) }
    }

    fn raise_potentials(&mut self, end: Price) {
        for node in &self.touched {
            let Some(Some(reached)) = self.reached.get(*node) else { continue };
            if let Some(potential) = self.potential.get_mut(*node).filter(|_| reached.settled) {
                *potential += reached.distance - end;
            }
        }
    }

    /// Moves as much as fits along the path that the last search found.
    fn push(&mut self, start: usize, end: usize) {
        let mut path = Vec::new();
        let mut node = end;
        while let Some((before, way)) = self.reached_at(node).and_then(|reached| reached.by) {
            path.push(way);
            node = before;
        }
        let narrowest = path.iter().map(|way| self.room(*way)).min().unwrap_or_default();
        let amount = narrowest.min(self.surplus_at(start)).min(-self.surplus_at(end));
        for way in path {
            add(&mut self.flow, way.arc, if way.forwards { amount } else { -amount });
        }
        add(&mut self.surplus, start, -amount);
        add(&mut self.surplus, end, amount);
    }
}

fn add(amounts: &mut [i64], at: usize, more: i64) {
    if let Some(amount) = amounts.get_mut(at) {
        *amount = amount.saturating_add(more);
    }
}

fn lead(ways: &mut [Vec<Way>], from: usize, way: Way) {
    if let Some(ways) = ways.get_mut(from) {
        ways.push(way);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::{Current, Network, Price, Way};

    /// Whether no step that can still be taken has a negative reduced price, which proves that no flow is cheaper.
    fn is_cheapest(current: &Current<'_>) -> bool {
        let reduced = |node: usize, way: &Way| {
            let price = current.price(*way)?;
            Some(price + current.potential[node] - current.potential[way.next])
        };
        let mut nodes = current.ways.iter().enumerate();
        nodes.all(|(node, ways)| ways.iter().filter_map(|way| reduced(node, way)).all(|price| price >= 0))
    }

    /// What is over, and what is missing, at all nodes together.
    fn left_over(network: &Network, flow: &[i64]) -> i64 {
        let at = |node: usize| {
            let arcs = network.arcs.iter().zip(flow);
            arcs.map(|(arc, flow)| (i64::from(arc.to == node) - i64::from(arc.from == node)) * flow).sum::<i64>().abs()
        };
        (0..network.nodes).map(at).sum()
    }

    proptest! {
        #[test]
        fn no_flow_is_cheaper_and_a_flow_that_exists_is_found(
            arcs in vec((0_usize..14, 0_usize..14, -2_i64..3, 0_i64..4, -9_i64..10, 0_i64..5), 1..70),
        ) {
            // Around a flow that leaves nothing over: a round trip for each arc.
            let mut network = Network::of(14);
            for (from, to, least, room, price, share) in arcs {
                let through = least + share.min(room);
                network.join(from, to, (least, least + room), Price::from(price));
                network.join(to, from, (through, through), 0);
            }
            let current = Current::balanced(&network);
            let mut flows = network.arcs.iter().zip(&current.flow);
            prop_assert!(flows.all(|(arc, flow)| (arc.least..=arc.most).contains(flow)));
            prop_assert_eq!(left_over(&network, &current.flow), 0);
            prop_assert!(is_cheapest(&current));
        }
    }

    #[test]
    fn flow_takes_the_cheaper_way_first_and_the_dearer_for_the_rest() {
        let mut network = Network::of(3);
        network.join(0, 1, (5, 5), 0);
        network.join(1, 2, (0, 3), 2);
        network.join(1, 2, (0, 9), 7);
        network.join(2, 0, (0, 9), 0);
        assert_eq!(network.cheapest_flow(), [5, 3, 2, 5]);
    }

    #[test]
    fn a_negative_price_fills_an_arc_and_a_negative_bound_lets_flow_back() {
        let mut network = Network::of(2);
        network.join(0, 1, (0, 4), -3);
        network.join(0, 1, (-9, 0), 1);
        assert_eq!(network.cheapest_flow(), [4, -4]);
    }

    #[test]
    fn of_equal_ways_the_same_is_taken_each_time() {
        let mut network = Network::of(4);
        network.join(0, 1, (1, 1), 0);
        for middle in [3, 2] {
            network.join(1, middle, (0, 1), 1);
            network.join(middle, 0, (0, 1), 1);
        }
        assert_eq!(network.cheapest_flow(), [1, 0, 0, 1, 1]);
    }

    #[test]
    fn what_cannot_be_moved_stays() {
        let mut network = Network::of(3);
        network.join(0, 1, (2, 2), 0);
        network.join(1, 0, (0, 1), 4);
        assert_eq!(network.cheapest_flow(), [2, 1]);
    }
}
