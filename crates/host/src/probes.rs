//! Looking at things over the network of this host.

use std::io::Read;
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use sealift_engine::effects::{Probes, ProbesError, Response};

/// Bytes of a body that are looked at.
const BODY: u64 = 1 << 20;

pub(crate) struct HostProbes;

impl Probes for HostProbes {
    fn tcp(&self, host: &str, port: u16, timeout: Duration) -> Result<(), ProbesError> {
        let failed = |reason: String| ProbesError {
            what: format!("{host}:{port}"),
            reason,
        };
        let addresses = (host, port)
            .to_socket_addrs()
            .map_err(|error| failed(error.to_string()))?;
        let mut reason = "the name has no address".to_owned();
        for address in addresses {
            match TcpStream::connect_timeout(&address, timeout) {
                Ok(_) => return Ok(()),
                Err(error) => reason = error.to_string(),
            }
        }
        Err(failed(reason))
    }

    fn http(&self, url: &str, timeout: Duration) -> Result<Response, ProbesError> {
        let failed = |reason: String| ProbesError {
            what: url.into(),
            reason,
        };
        let agent: ureq::Agent = ureq::Agent::config_builder()
            .timeout_global(Some(timeout))
            .max_redirects(0)
            .proxy(None)
            .http_status_as_error(false)
            .build()
            .into();
        let answer = agent
            .get(url)
            .call()
            .map_err(|error| failed(error.to_string()))?;
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        let read = answer
            .into_body()
            .into_reader()
            .take(BODY)
            .read_to_end(&mut body);
        read.map_err(|error| failed(error.to_string()))?;
        Ok(Response { status, body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::net::TcpListener;

    #[test]
    fn asks_once_and_takes_the_answer_as_it_is() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let server = std::thread::spawn(move || {
            let (mut peer, _) = listener.accept().expect("a caller");
            let mut asked = [0; 1024];
            let count = peer.read(&mut asked).expect("a request");
            peer.write_all(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno")
                .expect("sent");
            String::from_utf8_lossy(&asked[..count]).into_owned()
        });
        let url = format!("http://127.0.0.1:{port}/ready?x=1");
        let answer = HostProbes
            .http(&url, Duration::from_secs(5))
            .expect("an answer");
        assert_eq!((answer.status, answer.body.as_slice()), (302, &b"no"[..]));
        assert!(
            server
                .join()
                .expect("served")
                .starts_with("GET /ready?x=1 HTTP/1.1\r\n")
        );
        assert!(
            HostProbes
                .tcp("127.0.0.1", port, Duration::from_secs(1))
                .is_err()
        );
    }
}
