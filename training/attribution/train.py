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
from typing import NamedTuple

import telling
import torch
from corpus import Batch, batches, read
from network import RANK, ROLE_LABELS, Deeds, Network, bucket, shared
from safetensors.torch import load_file
from start import read_lines
from torch import Tensor, distributed, nn

from onrecord.core.entry import Status
from onrecord.encoder.pieces import WordPieces
from onrecord.extractors.events.evidence import ROOTS


class Marks(NamedTuple):
    """The pieces that are no words, by number: what opens a window, closes a stretch, hides a piece."""

    start: int
    end: int
    hidden: int


def hidden(pieces: Tensor, share: float, marks: Marks) -> Tensor:
    """Return the word pieces with a share of them hidden by chance, so that none is relied on alone."""
    chosen = (torch.rand(pieces.shape) < share) & (pieces != marks.start) & (pieces != marks.end)
    return pieces.masked_fill(chosen, marks.hidden)


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


def deed_loss(network: Network, deeds: Deeds, batch: telling.Batch, *, half: bool) -> Tensor:
    """Return the summed loss of telling which words name deeds, and which."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        states = shared(network.encoder.layered(batch.pieces, batch.shapes, batch.quotes, batch.mask))
        states = network.dropout(states.flatten(0, 1)[batch.place])
        return deeds.loss(states, batch.telling, batch.roots, batch.statuses)


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
    parser.add_argument("--deeds", type=Path, help="words that name deeds, learned beside (deeds/words.py)")
    parser.add_argument("--weight", type=float, default=1.0, help="how much a deed counts beside a cue")
    parser.add_argument("--still", type=int, default=0, help="so many first layers are not trained")
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
    lines = read_lines(options.start / "vocab.txt")
    pieces = WordPieces(lines)
    marks = Marks(*(lines.index(mark) for mark in ("[CLS]", "[SEP]", "[MASK]")))
    documents = read(options.corpus, options.name, pieces)
    names = sorted(documents)
    random.Random(options.seed).shuffle(names)
    held, used = names[: options.held_out], names[options.held_out :]
    if options.documents:
        used = used[: options.documents]
    (options.out / "held_out.json").write_text(json.dumps(held), encoding="utf-8")
    network = Network.of(options.start)
    network.encoder.take(load_file(options.start / "model.safetensors"))
    if options.resume:
        network.load_state_dict(torch.load(options.resume)["weights"])
    network.encoder.keep_still(options.still)
    torch.manual_seed(options.seed + rank)
    taught = telling.told(options.deeds, pieces) if options.deeds else []
    fit(network, Lessons([documents[name] for name in used], taught, pieces, marks), options, rank)
    if rank == 0:
        save(network, options)
    distributed.barrier()
    distributed.destroy_process_group()


class Lessons(NamedTuple):
    """What is learned from: articles with their attributions, reports whose deeds are known, how words are cut."""

    documents: list
    told: list
    pieces: WordPieces
    marks: Marks

    def of(self, epoch: int, options: argparse.Namespace) -> list[tuple[Batch, telling.Batch | None]]:
        """Return the batches of an epoch, each with one of deeds where there are any."""
        seed = options.seed + epoch + (100 if options.resume else 0)
        first = batches(self.documents, self.pieces, options.batch, seed)
        beside: list[telling.Batch | None] = [None]
        if self.told:
            beside = [*telling.batches(self.told, self.pieces, -(-options.batch // 2), seed)]
        return [(one, beside[number % len(beside)]) for number, one in enumerate(first)]


def fit(network: Network, lessons: Lessons, options: argparse.Namespace, rank: int) -> None:
    """Train until the time is up or the epochs are done."""
    deeds = Deeds(network.encoder.shape.width, len(ROOTS), len(Status))
    network.train()
    heads = [weight for name, weight in network.named_parameters() if not name.startswith("encoder")]
    heads += deeds.parameters() if lessons.told else []
    encoder = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    learning = [*encoder, *heads]
    groups = [
        {"params": encoder, "lr": options.rate, "weight_decay": 0.01},
        {"params": heads, "lr": options.head_rate, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    tops = [group["lr"] for group in groups]
    started, steps, epoch = time.monotonic(), 0, 0
    mean = None
    while True:
        todo = lessons.of(epoch, options)
        share = todo[rank :: options.processes][: len(todo) // options.processes]
        for number, (batch, beside) in enumerate(share):
            shown = replace(batch, pieces=hidden(batch.pieces, options.hide, lessons.marks))
            cue_loss, role_loss = losses(network, shown, half=not options.full)
            loss = (2 * cue_loss + role_loss) / options.batch
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            if beside:
                told = options.weight * deed_loss(network, deeds, beside, half=not options.full) / options.batch
                told.backward()
                loss = loss + told.detach()
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
    torch.save({"weights": network.state_dict()}, options.out / "model.pt.part")
    (options.out / "model.pt.part").rename(options.out / "model.pt")


if __name__ == "__main__":
    main()
