const pause = 1500

/**
 * Keeps the page that tells how far an import has come up to date, and leads on
 * when it is done. What is read out changes by tens of per cent only.
 */
export function importProgress() {
  const shown = document.querySelector('[data-import-progress]')
  if (!shown) {
    return
  }
  const status = document.querySelector('[data-import-status]')

  async function look() {
    try {
      const answer = await fetch(shown.dataset.importProgress)
      if (answer.redirected) {
        window.location.assign(answer.url)
        return
      }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const now = page.querySelector('[data-import-progress]')
      if (!now) {
        window.location.reload()
        return
      }
      shown.replaceChildren(...now.childNodes)
      const words = page.querySelector('[data-import-status]').textContent
      if (status.textContent !== words) {
        status.textContent = words
      }
    } catch {
      // The service did not answer: it is asked again.
    }
    setTimeout(look, pause)
  }

  setTimeout(look, pause)
}
