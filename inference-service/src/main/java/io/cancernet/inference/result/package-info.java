/** What comes of a scoring request: heat map, GeoJSON and summary, and the event that tells of them. */
@NullMarked
package io.cancernet.inference.result;

import org.jspecify.annotations.NullMarked;
