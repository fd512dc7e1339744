"""What small networks read off the frozen states of an encoder: minutes to fit, to compare encoders by.

Whether a word, by itself, names a deed, of which root and status; which act a statement is whose content is given,
and which of those who stand near it made it. What is annotated is learned from the training part, and counted on
the development part.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch
from torch import Tensor, nn

from onrecord.extractors.events.evidence import ROOTS, STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from other_encoders import Text

    Floats = np.ndarray

AWAY = 12  # classes of how far before a content somebody stands


def precision_of(answers: Iterable[tuple[float, bool]]) -> float:
    """Return the average precision of answers: how sure, whether right.

    >>> precision_of([(0.9, True), (0.5, False), (0.4, True)])
    0.8333333333333333
    """
    right = np.array([right for _, right in sorted(answers, key=lambda one: -one[0])])
    return float(((np.cumsum(right) / np.arange(1, len(right) + 1)) * right).sum() / right.sum())


def fit(network: nn.Module, count: int, batch: int, passes: int, loss_of: Callable[[Tensor], Tensor]) -> None:
    """Fit a network.

    Args:
        network: It is left as it is used.
        count: How many examples there are.
        batch: How many are looked at together.
        passes: How often each is looked at.
        loss_of: How wrong the network is in some of them.
    """
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.02)
    steps = passes * (count // batch)
    falling = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda done: 1 - done / (steps + 1))
    network.train()
    for _ in range(passes):
        for chosen in torch.randperm(count)[: count // batch * batch].view(-1, batch):
            loss = loss_of(chosen)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            falling.step()
    network.eval()


def inner(width: int, out: int, dropped: tuple[float, float]) -> nn.Sequential:
    """Return a network with one layer inside; so much of what goes in and of that layer is dropped in training."""
    before, after = (nn.Dropout(share) for share in dropped)
    return nn.Sequential(before, nn.Linear(width, 256), nn.ReLU(), after, nn.Linear(256, out))


# --- words ----------------------------------------------------------------------------------------------------


class Words(NamedTuple):
    """Words that may tell of a deed, one row each: states, whether they do, the roots and statuses of those."""

    states: Tensor
    named: Tensor
    roots: Tensor
    statuses: Tensor


def words(taught: Sequence[Text], held: Sequence[Text]) -> str:
    """Return what is read off each word by itself."""
    known, asked = _words(taught), _words(held)
    network = inner(known.states.shape[1], 1 + len(ROOTS) + len(STATUSES), (0.1, 0.2))
    parts = (1, len(ROOTS), len(STATUSES))

    def loss_of(chosen: Tensor) -> Tensor:
        scores, roots, statuses = network(known.states[chosen].float()).split(parts, -1)
        named = known.named[chosen]
        loss = 8 * nn.functional.binary_cross_entropy_with_logits(scores[:, 0], named)
        for given, wanted in ((roots, known.roots[chosen]), (statuses, known.statuses[chosen])):
            loss = loss - (wanted * given.log_softmax(-1)).sum() / named.sum().clamp(min=1)
        return loss

    fit(network, len(known.named), 256, 5, loss_of)
    with torch.no_grad():
        scores, roots, statuses = network(asked.states.float()).split(parts, -1)
    there = asked.named > 0
    sure = precision_of(zip(scores[:, 0].tolist(), there.tolist(), strict=True))
    right = [
        (wanted[there, given[there].argmax(-1)] > 0).float().mean().item()
        for given, wanted in ((roots, asked.roots), (statuses, asked.statuses))
    ]
    return f"deeds {sure:.3f}  roots {right[0]:.3f}  statuses {right[1]:.3f}"


def _words(texts: Sequence[Text]) -> Words:
    rows: list[tuple[Floats, float, Floats, Floats]] = []
    nothing = np.zeros(len(ROOTS), dtype=np.float32), np.zeros(len(STATUSES), dtype=np.float32)
    for example in (one for text in texts for one in text.examples):
        deeds = {deed.row: (deed.roots, deed.statuses) for deed in example.deeds}
        rows += [
            (example.scene.signs.states[row], float(row in deeds), *deeds.get(row, nothing))
            for row in np.flatnonzero(example.telling).tolist()
        ]
    return Words(*(torch.tensor(np.array(column)) for column in zip(*rows, strict=True)))


# --- statements -----------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """An annotated statement as its act and its speaker are asked for.

    Attributes:
        acts: Those that fit best, and those that fit too.
        fitting: See above.
        states: The mean of its content's, its first word's, the mean of what else its sentences hold.
        candidates: The states of those who stand in its sentence and the two before it.
        known: Whether each stands in the content, in the sentence, and how far off.
        meant: Which of them are the speaker.
    """

    acts: list[str]
    fitting: list[str]
    states: Floats
    candidates: Floats
    known: Floats
    meant: Floats


class Speakers(nn.Module):
    """How likely each candidate made a statement, beside the others."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.of_candidate, self.of_statement = nn.Linear(width, 96), nn.Linear(3 * width, 96)
        self.of_known, self.dropout = nn.Linear(2 + AWAY, 96), nn.Dropout(0.2)
        self.out = nn.Sequential(nn.ReLU(), nn.Dropout(0.3), nn.Linear(192, 96), nn.ReLU(), nn.Linear(96, 1))

    def forward(self, said: Said) -> Tensor:
        """Return the scores of the candidates of a statement."""
        candidates, states = (torch.tensor(one).float() for one in (said.candidates, said.states))
        one, other = self.of_candidate(self.dropout(candidates)), self.of_statement(self.dropout(states))
        known = self.of_known(torch.tensor(said.known))
        scores: Tensor = self.out(torch.cat((one + other + known, one * other), -1))[:, 0]
        return scores.log_softmax(0)


def statements(taught: Sequence[Text], held: Sequence[Text]) -> str:
    """Return what is read off the states of statements: their acts, and who made them."""
    known = [said for text in taught for said in _said(text)]
    asked = [said for text in held for said in _said(text)]
    return f"{_acts(known, asked)}  {_speakers(known, asked)}"


def _acts(known: Sequence[Said], asked: Sequence[Said]) -> str:
    labels = sorted({act for said in known for act in said.acts})
    states = torch.tensor(np.stack([said.states for said in known])).float()
    wanted = torch.tensor([[(act in said.acts) / len(said.acts) for act in labels] for said in known])
    network = inner(states.shape[1], len(labels), (0.3, 0.4))
    fit(
        network, len(known), 64, 12,
        lambda chosen: -(wanted[chosen] * network(states[chosen]).log_softmax(-1)).sum() / len(chosen),
    )  # fmt: skip
    with torch.no_grad():
        given = network(torch.tensor(np.stack([said.states for said in asked])).float()).argmax(-1).tolist()
    right = [labels[one] in said.fitting for one, said in zip(given, asked, strict=True)]
    return f"acts {np.mean(right):.3f} of {len(right)}"


def _speakers(known: Sequence[Said], asked: Sequence[Said]) -> str:
    in_reach = [said for said in known if said.meant.any() and len(said.meant) > 1]
    network = Speakers(in_reach[0].candidates.shape[1])

    def loss_of(chosen: Tensor) -> Tensor:
        those = [in_reach[n] for n in chosen.tolist()]
        return -torch.stack([network(said)[torch.tensor(said.meant)].logsumexp(0) for said in those]).mean()

    fit(network, len(in_reach), 32, 6, loss_of)
    with torch.no_grad():
        right = [said.meant[int(network(said).argmax())] for said in asked if said.meant.any()]
    return f"speakers {np.mean(right):.3f} of {len(right)} in reach of {len(asked)}"


def _said(text: Text) -> Iterator[Said]:
    for statement in (text.gold or {})["statements"]:
        content = _inside(text, statement["content"])
        beside = [one.scene for one in text.examples if set(_own(one.scene)) & set(content)]
        if content and beside:
            yield _read(text, statement, content, beside)


def _read(text: Text, statement: dict[str, Any], content: list[int], beside: list[Any]) -> Said:
    states = text.states.astype(np.float32)
    around = [token for scene in beside for token in _own(scene) if token not in content]
    framed = states[around].mean(0) if around else np.zeros(states.shape[1], dtype=np.float32)
    own = np.concatenate((states[content].mean(0), states[content[0]], framed))
    speaker = set(_inside(text, [statement["speaker"]] if statement["speaker"] else []))
    candidates, first = beside[0].candidates, beside[0].first
    known = [
        [one.token in content, one.token >= first, *np.eye(AWAY)[_away(content[0], one.token)]]
        for one in candidates
    ]
    return Said(
        statement["acts"],
        [*statement["acts"], *statement.get("also", ())],
        own,
        states[[one.token for one in candidates]],
        np.array(known, dtype=np.float32).reshape(-1, 2 + AWAY),
        np.array([bool(speaker & set(range(*one.phrase))) for one in candidates], dtype=bool),
    )


def _away(content: int, token: int) -> int:
    return min(AWAY - 1, max(0, (content - token) // 4 + 4))


def _own(scene: Any) -> range:
    return range(scene.first, scene.span.stop)


def _inside(text: Text, spans: Sequence[Sequence[int]]) -> list[int]:
    """Return the tokens of some stretches of a text."""
    starts, ends = [start for start, _ in text.tokens], [end for _, end in text.tokens]
    return [token for low, high in spans for token in range(bisect_right(ends, low), bisect_left(starts, high))]
