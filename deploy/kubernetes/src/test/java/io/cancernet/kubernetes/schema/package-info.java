/** Schemas of the resources that the chart renders and of the compose file. */
@NullMarked
package io.cancernet.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
