/** What the runs of a study amount to together. */
@NullMarked
package io.cancernet.training.study.summary;

import org.jspecify.annotations.NullMarked;
