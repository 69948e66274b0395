package io.cancernet.training.plot;

/**
 * What is written on every plot of a run.
 *
 * @param subject run, recipe and dataset in a few words
 * @param leaky whether cases stand in several splits, so that the results prove nothing
 */
public record Marking(String subject, boolean leaky) {

    public static final String RESEARCH_USE_ONLY = "Research use only, not a diagnosis";
    public static final String LEAKY = "LEAKY: cases stand in several splits; these results prove nothing";
}
