"""Train the attribution model on a corpus in the scorer's form. See README.md beside this file.

The time to spend is given in minutes: the learning rate falls to nothing by its end, however fast the machine is.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from dataclasses import replace
from pathlib import Path

import torch
from corpus import Batch, batches, read
from network import RANK, ROLE_LABELS, Network, bucket
from safetensors.torch import load_file
from torch import Tensor, distributed, nn

from onrecord.encoder.pieces import WordPieces

# The word piece that stands for a hidden one in the encoder's first training; those below are marks, no words.
HIDDEN = 103
CHOSEN = {6: (0, 1, 2, 3, 4, 5), 5: (0, 1, 2, 3, 5), 4: (0, 1, 3, 5), 3: (0, 2, 5)}


def hidden(pieces: Tensor, share: float) -> Tensor:
    """Return the word pieces with a share of them hidden by chance, so that none is relied on alone."""
    chosen = (torch.rand(pieces.shape) < share) & (pieces > HIDDEN)
    return pieces.masked_fill(chosen, HIDDEN)


def losses(network: Network, batch: Batch, *, half: bool) -> tuple[Tensor, Tensor]:
    """Return the summed losses of the cue head and of the role head."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        states = network.encoder(batch.pieces, batch.shapes, batch.quotes, batch.mask)
        states = states.reshape(-1, states.shape[-1])[batch.place]
        cue, role, ask, answer = network.heads(network.dropout(states))
    cue, role, ask, answer = cue.float(), role.float(), ask.float(), answer.float()
    cue_loss = network.cue_chain.loss(cue, batch.cues, batch.lengths).sum()
    if not len(batch.row):
        return cue_loss, cue_loss * 0
    scores = role_scores(network, role, ask, answer, batch)
    role_loss = network.role_chain.loss(scores, batch.roles, batch.lengths[batch.row]).sum()
    return cue_loss, role_loss


def role_scores(network: Network, role: Tensor, ask: Tensor, answer: Tensor, batch: Batch) -> Tensor:
    """Return for each cue the scores of the role labels of every word of its stretch."""
    rows, words, _ = role.shape
    at = torch.arange(words)
    inside = (at >= batch.first[:, None]) & (at < batch.last[:, None])
    weight = inside.float() / inside.sum(1, keepdim=True)
    question = torch.einsum("cw,cwd->cd", weight, ask[batch.row]).view(-1, ROLE_LABELS, 1, RANK)
    answers = answer.view(rows, words, ROLE_LABELS, -1).permute(0, 2, 3, 1)[batch.row]
    match = (question @ answers).squeeze(2).transpose(1, 2)
    before = (at - batch.first[:, None]).clamp(max=0)
    after = (at - batch.last[:, None] + 1).clamp(min=0)
    return match + role[batch.row] + network.distance(bucket(before + after))


def main() -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with NAME.text.jsonl and NAME.gold.jsonl")
    parser.add_argument("--name", default="polnear_train")
    parser.add_argument("--start", type=Path, required=True, help="folder of the encoder to start from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="go on from this model.pt instead of the encoder alone")
    parser.add_argument("--layers", type=int, default=6, choices=sorted(CHOSEN))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--epochs", type=float, default=6, help="stop here if the time is not up before")
    parser.add_argument("--hide", type=float, default=0.0, help="share of the word pieces hidden at each step")
    parser.add_argument("--batch", type=int, default=6, help="windows a step and process")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--warm-up", type=int, default=100, help="steps until the rate is at its height")
    parser.add_argument("--held-out", type=int, default=42, help="documents kept for choosing and calibrating")
    parser.add_argument("--documents", type=int, default=0, help="for trials: use this many only")
    parser.add_argument("--processes", type=int, default=2, help="each with one thread; gradients are averaged")
    parser.add_argument("--port", type=int, default=29517)
    parser.add_argument("--full", action="store_true", help="reckon in 32 bits (default: bfloat16)")
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.multiprocessing.spawn(work, (options,), nprocs=options.processes)


def work(rank: int, options: argparse.Namespace) -> None:
    """Train as one of several processes; the first one saves."""
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    address = f"tcp://127.0.0.1:{options.port}"
    distributed.init_process_group("gloo", init_method=address, rank=rank, world_size=options.processes)
    pieces = WordPieces((options.start / "vocab.txt").read_text(encoding="utf-8").splitlines())
    documents = read(options.corpus, options.name, pieces)
    names = sorted(documents)
    random.Random(options.seed).shuffle(names)
    held, used = names[: options.held_out], names[options.held_out :]
    if options.documents:
        used = used[: options.documents]
    (options.out / "held_out.json").write_text(json.dumps(held), encoding="utf-8")
    network = Network(options.layers)
    network.encoder.take(load_file(options.start / "model.safetensors"), CHOSEN[options.layers])
    if options.resume:
        network.load_state_dict(torch.load(options.resume)["weights"])
    network.encoder.words.weight.requires_grad_(requires_grad=False)
    torch.manual_seed(options.seed + rank)
    fit(network, [documents[name] for name in used], pieces, options, rank)
    if rank == 0:
        save(network, options)
    distributed.barrier()
    distributed.destroy_process_group()


def fit(network: Network, documents: list, pieces: WordPieces, options: argparse.Namespace, rank: int) -> None:
    """Train until the time is up or the epochs are done."""
    network.train()
    learning = [weight for weight in network.parameters() if weight.requires_grad]
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder")]
    encoder = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    groups = [
        {"params": encoder, "lr": options.rate, "weight_decay": 0.01},
        {"params": heads, "lr": options.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    tops = [group["lr"] for group in groups]
    started, steps, epoch = time.monotonic(), 0, 0
    mean = None
    while True:
        todo = batches(documents, pieces, options.batch, options.seed + epoch + (100 if options.resume else 0))
        share = todo[rank :: options.processes][: len(todo) // options.processes]
        for number, batch in enumerate(share):
            shown = replace(batch, pieces=hidden(batch.pieces, options.hide))
            cue_loss, role_loss = losses(network, shown, half=not options.full)
            loss = (2 * cue_loss + role_loss) / options.batch
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            elapsed = (time.monotonic() - started) / 60
            progress = max(elapsed / options.minutes, (epoch + number / len(share)) / options.epochs)
            progress = average(learning, progress, options.processes)
            if progress >= 1:
                return
            rate = min(1, (steps + 1) / options.warm_up) * (1 - progress)
            for group, top in zip(optimizer.param_groups, tops, strict=True):
                group["lr"] = top * rate
            norm = torch.nn.utils.clip_grad_norm_(learning, 20.0)
            if math.isfinite(norm.item()):
                optimizer.step()
            steps += 1
            mean = loss.item() if mean is None else 0.98 * mean + 0.02 * loss.item()
            if rank == 0 and steps % 20 == 0:
                print(
                    f"{elapsed:6.2f} min epoch {epoch} {number}/{len(share)} step {steps} loss {mean:.2f}"
                    f" (cue {cue_loss.item() / batch.windows:.2f} role {role_loss.item() / batch.windows:.2f})"
                    f" norm {norm.item():.1f}", flush=True,
                )  # fmt: skip
            if rank == 0 and steps % 200 == 0:
                save(network, options)
        epoch += 1


def average(weights: list[nn.Parameter], progress: float, processes: int) -> float:
    """Average the gradients, and the progress, over the processes; return the progress."""
    parts = [w.grad.flatten() if w.grad is not None else torch.zeros(w.numel()) for w in weights]
    flat = torch.cat([*parts, torch.tensor([progress])])
    distributed.all_reduce(flat)
    flat /= processes
    done = 0
    for weight in weights:
        weight.grad = flat[done : done + weight.numel()].view_as(weight)
        done += weight.numel()
    return flat[-1].item()


def save(network: Network, options: argparse.Namespace) -> None:
    """Write the weights with what is needed to build the network again."""
    state = {"layers": options.layers, "weights": network.state_dict()}
    torch.save(state, options.out / "model.pt.part")
    (options.out / "model.pt.part").rename(options.out / "model.pt")


if __name__ == "__main__":
    main()
