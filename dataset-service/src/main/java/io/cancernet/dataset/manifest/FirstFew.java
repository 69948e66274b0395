package io.cancernet.dataset.manifest;

import java.util.ArrayList;
import java.util.List;

/** The first of many things, with the count of all. Used by one thread. */
public final class FirstFew<T> {

    private final int few;
    private final List<T> first = new ArrayList<>();
    private int count;

    /** @param few how many are kept */
    public FirstFew(int few) {
        this.few = few;
    }

    public void add(T each) {
        if (wantsMore()) {
            first.add(each);
        }
        count++;
    }

    /** Whether one more would be kept. */
    public boolean wantsMore() {
        return first.size() < few;
    }

    public List<T> first() {
        return List.copyOf(first);
    }

    public int count() {
        return count;
    }

    /** In words: those kept, and how many more there are. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>(first.stream().map(String::valueOf).toList());
        if (count > first.size()) {
            words.add("and %d more".formatted(count - first.size()));
        }
        return String.join("; ", words);
    }
}
