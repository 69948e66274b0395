/** The benchmark of ingests: a client of the running service, and what the service is compared with. */
@NullMarked
package io.cancernet.dataset.bench;

import org.jspecify.annotations.NullMarked;
