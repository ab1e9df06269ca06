// After a form came back, the list of what to look at again takes the focus.
export default function errors(list) {
  list.focus();
}
