//! One way of making a list for everybody: the standard library's is compiled anew for every iterator, a few hundred bytes each
//! time.

/// Makes a list of what an iterator gives.
pub(crate) trait Listed: Iterator + Sized {
    /// All of it, in its order.
    fn listed(mut self) -> Vec<Self::Item> {
        let least = self.size_hint().0;
        list(least, &mut || self.next())
    }
}

impl<I: Iterator> Listed for I {}

#[inline(never)]
fn list<T>(least: usize, next: &mut dyn FnMut() -> Option<T>) -> Vec<T> {
    let mut list = Vec::with_capacity(least);
    while let Some(item) = next() {
        list.push(item);
    }
    list
}
