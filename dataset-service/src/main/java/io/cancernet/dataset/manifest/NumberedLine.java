package io.cancernet.dataset.manifest;

import io.cancernet.common.patch.ManifestLine;

/**
 * A line of a manifest with its place in the file.
 *
 * @param number from 1
 */
public record NumberedLine(int number, ManifestLine line) {}
