export { enhance } from '../Form/island';
