import { detach } from "../access-logs";
import { compareText } from "../findings";

/** A key with what is known of it. */
export interface Hitter<Value> {
  readonly key: string;
  /** How often it came; at most `overcount` too high. */
  readonly count: number;
  /** 0 when the count is exact. */
  readonly overcount: number;
  /** What was gathered since the key has its place. */
  readonly value: Value;
}

interface Slot<Value> {
  key: string;
  count: number;
  overcount: number;
  value: Value;
}

/**
 * The most frequent of any number of keys, in constant memory (Space-Saving: Metwally, Agrawal and El Abbadi, 2005).
 * Exact as long as there are no more keys than places; then a new key takes the place of the rarest, with its count.
 * Whatever is more frequent than 1 in `places` is there for certain.
 */
export class HeavyHitters<Value> {
  readonly #places: number;
  readonly #makeValue: () => Value;
  readonly #slots = new Map<string, Slot<Value>>();
  /** A heap by count, the rarest first; made when the places are full. */
  #heap: Slot<Value>[] | undefined;
  readonly #positions = new Map<Slot<Value>, number>();

  constructor(places: number, makeValue: () => Value) {
    this.#places = places;
    this.#makeValue = makeValue;
  }

  /** Counts a key once, and gives the value that belongs to it. */
  add(key: string): Value {
    const slot = this.#slots.get(key) ?? this.#newSlot(key);
    slot.count++;
    if (this.#heap !== undefined) this.#sink(this.#heap, this.#positions.get(slot)!);
    return slot.value;
  }

  /** Whether there were more keys than places, so that the rarest are missing and counts may be too high. */
  get overflowed(): boolean {
    return this.#heap !== undefined;
  }

  /** The most frequent first; equal ones by key. */
  list(): Hitter<Value>[] {
    return [...this.#slots.values()].sort((a, b) => b.count - a.count || compareText(a.key, b.key));
  }

  #newSlot(key: string): Slot<Value> {
    const own = detach(key);
    if (this.#slots.size < this.#places) {
      const slot = { key: own, count: 0, overcount: 0, value: this.#makeValue() };
      this.#slots.set(own, slot);
      return slot;
    }
    this.#heap ??= this.#makeHeap();
    const rarest = this.#heap[0]!;
    this.#slots.delete(rarest.key);
    Object.assign(rarest, { key: own, overcount: rarest.count, value: this.#makeValue() });
    this.#slots.set(own, rarest);
    return rarest;
  }

  #makeHeap(): Slot<Value>[] {
    const heap = [...this.#slots.values()].sort((a, b) => a.count - b.count);
    heap.forEach((slot, index) => {
      this.#positions.set(slot, index);
    });
    return heap;
  }

  /** Puts a slot whose count has grown below those that are rarer. */
  #sink(heap: Slot<Value>[], from: number): void {
    const slot = heap[from]!;
    let at = from;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1]!.count < heap[child]!.count) child++;
      const lower = heap[child];
      if (lower === undefined || lower.count >= slot.count) break;
      heap[at] = lower;
      this.#positions.set(lower, at);
      at = child;
    }
    heap[at] = slot;
    this.#positions.set(slot, at);
  }
}
