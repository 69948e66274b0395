/** Training runs: from a request to a judged and stored model. */
@NullMarked
package io.cancernet.training.run;

import org.jspecify.annotations.NullMarked;
