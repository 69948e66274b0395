/** Reports of runs: what a run reached, for people and programs, with plots and sheets, kept in the object store. */
@NullMarked
package io.cancernet.training.report;

import org.jspecify.annotations.NullMarked;
