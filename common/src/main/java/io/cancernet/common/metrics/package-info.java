/** What metrics of all services have in common; each feature counts its own work. */
@NullMarked
package io.cancernet.common.metrics;

import org.jspecify.annotations.NullMarked;
