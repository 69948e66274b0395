/** Scoring requests: a slide pinned to a model version, and how far its patches are. */
@NullMarked
package io.cancernet.inference.request;

import org.jspecify.annotations.NullMarked;
