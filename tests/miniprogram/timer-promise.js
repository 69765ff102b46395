// A promise as WeChat's base library has it on iOS up to 15: callbacks run as timers, after everything else.
this.Promise = class TimerPromise {
  constructor(executor) {
    this.state = 'pending'
    this.callbacks = []
    const settle = (state) => (value) => {
      if (this.state !== 'pending') return
      if (state === 'fulfilled' && value && typeof value.then === 'function') {
        value.then(settle('fulfilled'), settle('rejected'))
        return
      }
      this.state = state
      this.value = value
      for (const callback of this.callbacks) setTimeout(callback, 0)
    }
    try {
      executor(settle('fulfilled'), settle('rejected'))
    } catch (error) {
      settle('rejected')(error)
    }
  }

  // biome-ignore lint/suspicious/noThenProperty: this is a promise
  then(onFulfilled, onRejected) {
    return new TimerPromise((resolve, reject) => {
      const callback = () => {
        const handler = this.state === 'fulfilled' ? onFulfilled : onRejected
        if (!handler) return this.state === 'fulfilled' ? resolve(this.value) : reject(this.value)
        try {
          resolve(handler(this.value))
        } catch (error) {
          reject(error)
        }
      }
      if (this.state === 'pending') this.callbacks.push(callback)
      else setTimeout(callback, 0)
    })
  }

  catch(onRejected) {
    return this.then(undefined, onRejected)
  }

  static resolve(value) {
    return new TimerPromise((resolve) => resolve(value))
  }

  static all(promises) {
    const values = []
    let pending = promises.length
    return new TimerPromise((resolve, reject) => {
      promises.forEach((promise, index) => {
        promise.then((value) => {
          values[index] = value
          pending -= 1
          if (pending === 0) resolve(values)
        }, reject)
      })
    })
  }
}
