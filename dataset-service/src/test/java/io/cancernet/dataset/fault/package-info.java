/** What becomes of ingests when processes die: the service as it is installed, in processes of its own. */
@NullMarked
package io.cancernet.dataset.fault;

import org.jspecify.annotations.NullMarked;
