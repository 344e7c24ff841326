//! TCP sockets that accept connections, from the kernel's own tables.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use sealift_plan::facts::ListeningSocket;

/// The state that the kernel calls LISTEN.
const LISTENING: &str = "0A";

/// All of them; unknown where the kernel shows no table.
pub(super) fn facts() -> Option<Vec<ListeningSocket>> {
    let read = |path: &str| std::fs::read_to_string(path).ok();
    let tables = [read("/proc/net/tcp"), read("/proc/net/tcp6")];
    if tables.iter().all(Option::is_none) {
        return None;
    }
    let mut sockets: Vec<ListeningSocket> = tables
        .iter()
        .flatten()
        .flat_map(|table| parse(table))
        .collect();
    sockets.sort_by(|a, b| (a.port, &a.address).cmp(&(b.port, &b.address)));
    sockets.dedup();
    Some(sockets)
}

/// Reads one table: `sl local_address rem_address st …`, addresses in hexadecimal.
fn parse(table: &str) -> Vec<ListeningSocket> {
    let socket = |line: &str| {
        let mut words = line.split_whitespace();
        let (local, state) = (words.nth(1)?, words.nth(1)?);
        let (address, port) = local.split_once(':')?;
        (state == LISTENING).then_some(())?;
        Some(ListeningSocket {
            port: u16::from_str_radix(port, 16).ok()?,
            address: ip(address)?.to_string(),
            process: None,
            product: None,
        })
    };
    table.lines().skip(1).filter_map(socket).collect()
}

/// Each 32-bit word of an address stands in the machine's own byte order.
fn ip(digits: &str) -> Option<IpAddr> {
    let word = |at: usize| u32::from_str_radix(digits.get(at * 8..at * 8 + 8)?, 16).ok();
    match digits.len() {
        8 => Some(Ipv4Addr::from(word(0)?.to_ne_bytes()).into()),
        32 => {
            let mut bytes = [0; 16];
            for (at, part) in bytes.chunks_exact_mut(4).enumerate() {
                part.copy_from_slice(&word(at)?.to_ne_bytes());
            }
            Some(Ipv6Addr::from(bytes).into())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_socket_that_listens_and_none_that_does_not() {
        let socket = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = socket.local_addr().expect("bound").port();
        let has = || {
            facts()
                .expect("a table")
                .iter()
                .any(|found| found.port == port && found.address == "127.0.0.1")
        };
        assert!(has());
        drop(socket);
        // A program that another test starts just now holds the socket as well, until it is a program of its own.
        let is_gone = || {
            std::thread::sleep(std::time::Duration::from_millis(10));
            !has()
        };
        assert!((0..500).any(|_| is_gone()));
    }
}
