package io.cancernet.common.colour;

/**
 * How an image's colours compare with those of the training patches.
 *
 * @param distance Mahalanobis distance from their mean, in standard deviations
 * @param outOfDistribution whether that is further than training patches are: a score of such an image means little
 */
public record ColourCheck(double distance, boolean outOfDistribution) {}
