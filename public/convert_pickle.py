#!/usr/bin/env python3
"""Turns the pickles of slime (.pt) and SkyRL (.pkl) into JSON lines that "Import run" and `lab import` read.

Usage: python3 convert_pickle.py FILE... > run.jsonl

A pickle runs code when it is opened: use this only on files of your own runs, where torch is installed.
"""
import json
import pickle
import sys


def plain(value):
    """Tensors, arrays and enumerations as JSON."""
    if hasattr(value, "detach"):
        value = value.detach().cpu()
    if hasattr(value, "tolist"):
        return value.tolist()
    if hasattr(value, "value") and not isinstance(value, (int, float, str)):
        return value.value
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    return value if isinstance(value, (int, float, str, bool, type(None))) else str(value)


KEPT = (
    "group_index index prompt tokens response response_length label reward status "
    "rollout_log_probs teacher_log_probs log_probs advantages"
).split()


def slime(dump):
    """Samples of --save-debug-rollout-data or --save-debug-train-data."""
    for sample in dump["samples"]:
        sample = sample if isinstance(sample, dict) else vars(sample)
        row = {key: plain(sample[key]) for key in KEPT if key in sample}
        if "response_length" not in row:
            row["response_length"] = len(row.get("log_probs") or row.get("rollout_log_probs") or [])
        yield {"source": "slime", "rollout_id": plain(dump.get("rollout_id")), **row}


def skyrl(batch):
    """A TrainingInputBatch: rows of padded tensors."""
    read = lambda name: plain(batch[name]) if name in batch and batch[name] is not None else None
    sequences, mask = read("sequences"), read("loss_mask") or read("response_mask")
    student, teacher = read("action_log_probs"), read("base_action_log_probs")
    sampled = read("rollout_logprobs")
    rewards = read("rewards")
    for i, tokens in enumerate(sequences):
        kept = [j for j, on in enumerate(mask[i]) if on]
        length = len(mask[i])
        start = len(tokens) - length
        pick = lambda rows: [rows[i][j] for j in kept] if rows else None
        reward = rewards[i] if rewards else None
        yield {
            "source": "skyrl",
            "tokens": [t for t in tokens[:start] if t] + [tokens[start + j] for j in kept],
            "response_length": len(kept),
            "reward": sum(reward) if isinstance(reward, list) else reward,
            "rollout_log_probs": pick(sampled) or pick(student),
            "teacher_log_probs": pick(teacher),
        }


def load(path):
    if path.endswith((".pt", ".pth")):
        import torch

        return torch.load(path, map_location="cpu", weights_only=False)
    with open(path, "rb") as file:
        return pickle.load(file)


def main(paths):
    if not paths:
        sys.exit(__doc__)
    for path in paths:
        dump = load(path)
        rows = slime(dump) if isinstance(dump, dict) and "samples" in dump else skyrl(dump)
        for row in rows:
            print(json.dumps(row))


if __name__ == "__main__":
    main(sys.argv[1:])
