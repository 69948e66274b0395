package io.cancernet.training.deadletter;

import java.util.Map;

/**
 * What a replay did.
 *
 * @param replayed letters whose records went back
 * @param left letters that cannot go back, by reason
 * @param remaining letters that were meant too and wait for another replay
 */
public record Replay(int replayed, Map<String, Integer> left, int remaining) {

    public Replay {
        left = Map.copyOf(left);
    }
}
