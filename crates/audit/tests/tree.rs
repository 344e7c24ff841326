//! The tree against RFC 6962's published vectors, a naive recursion, and another implementation.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use proptest::prelude::*;
use sealift_audit::tree::{
    Frontier, consistency_proof, empty_root, inclusion_proof, leaf_hash, node_hash, root_at,
    verify_consistency, verify_inclusion,
};
use sealift_document::Digest;
use sha2::Sha256;

fn leaves(count: u16) -> Vec<Vec<u8>> {
    (0..count)
        .map(|i| i.to_be_bytes().repeat(1 + usize::from(i % 5)))
        .collect()
}

fn hashes(leaves: &[Vec<u8>]) -> Vec<Digest> {
    leaves.iter().map(|leaf| leaf_hash(leaf)).collect()
}

fn frontier(hashes: &[Digest]) -> Frontier {
    let mut frontier = Frontier::new();
    hashes.iter().for_each(|hash| frontier.append(*hash));
    frontier
}

/// RFC 6962, section 2.1, word for word.
fn naive(hashes: &[Digest]) -> Digest {
    match hashes {
        [] => empty_root(),
        [one] => *one,
        many => {
            let k = (1..)
                .map(|p| 1 << p)
                .take_while(|k| *k < many.len())
                .last()
                .unwrap_or(1);
            node_hash(&naive(&many[..k]), &naive(&many[k..]))
        }
    }
}

fn other_tree(leaves: &[Vec<u8>]) -> MemoryBackedTree<Sha256, Vec<u8>> {
    let mut tree = MemoryBackedTree::new();
    leaves.iter().for_each(|leaf| tree.push(leaf.clone()));
    tree
}

fn joined(proof: &[Digest]) -> Vec<u8> {
    proof.iter().flat_map(|digest| *digest.raw()).collect()
}

#[test]
fn roots_are_those_of_the_certificate_transparency_test_vectors() {
    // The inputs and roots of the reference implementation's tests (certificate-transparency, merkle_tree_test).
    let inputs: [&[u8]; 8] = [
        b"",
        b"\x00",
        b"\x10",
        b"\x20\x21",
        b"\x30\x31",
        b"\x40\x41\x42\x43",
        b"\x50\x51\x52\x53\x54\x55\x56\x57",
        b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
    ];
    let roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];
    let mut frontier = Frontier::new();
    for (input, root) in inputs.iter().zip(roots) {
        frontier.append(leaf_hash(input));
        assert_eq!(frontier.root().to_string(), root);
    }
}

#[test]
fn every_inclusion_and_consistency_of_small_trees_agrees_with_another_implementation() {
    let leaves = leaves(33);
    let hashes = hashes(&leaves);
    for size in 0..=33_u64 {
        let part = &leaves[..size as usize];
        let tree = other_tree(part);
        let root = root_at(&hashes[..], size).expect("in memory");
        assert_eq!(&root.raw()[..], &tree.root().as_bytes()[..]);
        for index in 0..size {
            let path = inclusion_proof(&hashes[..], index, size).expect("in memory");
            assert_eq!(
                joined(&path),
                tree.prove_inclusion(index as usize).as_bytes()
            );
            let leaf = &hashes[index as usize];
            assert_eq!(verify_inclusion(leaf, index, size, &path, &root), Ok(()));
        }
        for earlier in 1..size {
            let proof = consistency_proof(&hashes[..], earlier, size).expect("in memory");
            let added = (size - earlier) as usize;
            assert_eq!(joined(&proof), tree.prove_consistency(added).as_bytes());
        }
        for earlier in 0..=size {
            let proof = consistency_proof(&hashes[..], earlier, size).expect("in memory");
            let old = naive(&hashes[..earlier as usize]);
            assert_eq!(
                verify_consistency(earlier, &old, size, &root, &proof),
                Ok(())
            );
        }
    }
}

#[test]
fn a_proof_that_fails_says_in_which_way() {
    let hashes = hashes(&leaves(7));
    let (root, old) = (naive(&hashes), naive(&hashes[..5]));
    let other = leaf_hash(b"other");
    // No leaf lies at the end of a tree, so there is nothing to show of it.
    assert_eq!(inclusion_proof(&hashes[..], 7, 7), Ok(vec![]));
    let path = inclusion_proof(&hashes[..], 2, 7).expect("in memory");
    let longer = [&path[..], &[other]].concat();
    let included = |index, path: &[Digest], root: &Digest| {
        let verdict = verify_inclusion(&hashes[2], index, 7, path, root);
        verdict.map_err(|error| error.code())
    };
    assert_eq!(included(2, &path, &other), Err("proof-differs"));
    assert_eq!(included(2, &path[1..], &root), Err("proof-length"));
    assert_eq!(included(2, &longer, &root), Err("proof-length"));
    assert_eq!(included(7, &path, &root), Err("proof-range"));
    let proof = consistency_proof(&hashes[..], 5, 7).expect("in memory");
    let longer = [&proof[..], &[other]].concat();
    let follows = |size, proof: &[Digest], root: &Digest| {
        let verdict = verify_consistency(5, &old, size, root, proof);
        verdict.map_err(|error| error.code())
    };
    assert_eq!(follows(7, &proof, &other), Err("proof-differs"));
    assert_eq!(follows(7, &proof[..1], &root), Err("proof-length"));
    assert_eq!(follows(7, &longer, &root), Err("proof-length"));
    assert_eq!(follows(4, &proof, &root), Err("proof-range"));
}

proptest! {
    #[test]
    fn frontier_recursion_and_source_agree(count in 0_u16..400) {
        let hashes = hashes(&leaves(count));
        let root = frontier(&hashes).root();
        prop_assert_eq!(root, naive(&hashes));
        prop_assert_eq!(Ok(root), root_at(&hashes[..], u64::from(count)));
    }

    #[test]
    fn proofs_hold_for_their_own_leaf_alone(size in 2_u16..300, a: u16, b: u16, flip: usize) {
        let hashes = hashes(&leaves(size));
        let (index, other) = (usize::from(a % size), usize::from(b % size));
        let (root, size) = (naive(&hashes), u64::from(size));
        let mut path = inclusion_proof(&hashes[..], index as u64, size).expect("in memory");
        prop_assert_eq!(verify_inclusion(&hashes[index], index as u64, size, &path, &root), Ok(()));
        if other != index {
            let shown = verify_inclusion(&hashes[other], index as u64, size, &path, &root);
            prop_assert!(shown.is_err());
            let moved = verify_inclusion(&hashes[index], other as u64, size, &path, &root);
            prop_assert!(moved.is_err());
        }
        let at = flip % path.len();
        path[at] = Digest::of(path[at].raw());
        prop_assert!(verify_inclusion(&hashes[index], index as u64, size, &path, &root).is_err());
        path.pop();
        prop_assert!(verify_inclusion(&hashes[index], index as u64, size, &path, &root).is_err());
    }

    #[test]
    fn consistency_holds_for_the_true_past_alone(size in 2_u16..300, a: u16, flip: usize) {
        let hashes = hashes(&leaves(size));
        let earlier = 1 + a % (size - 1);
        let mut past = hashes[..usize::from(earlier)].to_vec();
        let (root, size, earlier) = (naive(&hashes), u64::from(size), u64::from(earlier));
        let proof = consistency_proof(&hashes[..], earlier, size).expect("in memory");
        let old = naive(&past);
        prop_assert_eq!(verify_consistency(earlier, &old, size, &root, &proof), Ok(()));
        let at = flip % past.len();
        past[at] = Digest::of(past[at].raw());
        let changed = naive(&past);
        prop_assert!(verify_consistency(earlier, &changed, size, &root, &proof).is_err());
        let mut bent = proof.clone();
        let at = flip % bent.len();
        bent[at] = Digest::of(bent[at].raw());
        prop_assert!(verify_consistency(earlier, &old, size, &root, &bent).is_err());
        prop_assert!(verify_consistency(size, &root, earlier, &old, &proof).is_err());
    }

    #[test]
    fn hostile_proofs_never_panic(
        index: u64, size: u64, earlier: u64, proof in proptest::collection::vec(any::<[u8; 32]>(), 0..70)
    ) {
        let proof: Vec<Digest> = proof.into_iter().map(Digest::from_raw).collect();
        let any = empty_root();
        let _ = verify_inclusion(&any, index, size, &proof, &any);
        let _ = verify_consistency(earlier, &any, size, &any, &proof);
    }
}
