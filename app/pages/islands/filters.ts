import { FILTERS } from '../../expressions/filters.ts';
import { useFilters } from './variables';

// Loaded only where an expression for the browser has a filter.
useFilters(FILTERS);
