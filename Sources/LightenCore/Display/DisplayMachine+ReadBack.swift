/// Does the display keep what it acknowledged? The last write of a series is read back.
extension DisplayMachine {
  /// The read after a series: was it kept?
  mutating func judge(_ read: DisplayLevel, _ series: WriteSeries) {
    guard let scale = ability.scale, case .answering(let reliability) = link else { return }
    // Compared with what was written: other limits alone change nothing.
    let target = scale.level(exactly: series.last, remembered: goal?.percent)
    let isReturned = if case .returned = reliability { true } else { false }
    if matches(read.raw, target) {
      wasKept(read, series, reliability)
    } else if series.isAsserted {
      writeAgain(read, asNewSeries: true)
    } else if series.showsLoss(read.raw) {
      let repetitions = isReturned ? times.readBacksAfterAbsence.count - 1 : 1
      let most = DeliberateFault.repeatsNothing.isActive ? 0 : repetitions
      if series.losses < most {
        writeAgain(read, asNewSeries: false)
      } else if let adjustment, adjustment.written == target.raw, adjustment.result == read.raw {
        // It made the same of the same value before.
        believe(read, target, series)
      } else {
        giveUp(read)
      }
    } else if isReturned, series.odd != read.raw {
      confirm(read)
      self.series?.odd = read.raw
      self.series?.phase = .waiting(until: now + times.secondReading)
    } else {
      believe(read, target, series)
    }
  }

  private mutating func wasKept(
    _ read: DisplayLevel, _ series: WriteSeries, _ reliability: Reliability
  ) {
    self.series = nil
    if series.losses == 0 { link = .answering(reliability.kept(at: now, times)) }
    if case .returned = reliability { link = .answering(.ordinary(kept: 0, last: nil)) }
    if case .client = series.source { droppedSeries = 0 }
    if !dropsWrites { droppedSeries = 0 }
    publish(read, cause(of: series.source))
    confirm(read)
  }

  private func cause(of source: Goal.Source) -> LevelCause {
    switch source {
    case .external: .external
    case .restore: .restore
    case .client, .light, .profile: .goal(source)
    }
  }

  private mutating func writeAgain(_ read: DisplayLevel, asNewSeries: Bool) {
    losesTrust()
    // Nobody hears of a level that is overwritten at once.
    confirm(read)
    if asNewSeries { series = nil } else { series?.losses += 1 }
    goal?.progress = .resuming(.repetition)
  }

  mutating func losesTrust() {
    switch link {
    case .answering(.ordinary), .answering(.trusted): link = .answering(.unproven)
    case .answering(.returned), .probing, .silent, .suspended, .gone: break
    }
  }

  /// The display does not keep what is written: its own level counts.
  private mutating func giveUp(_ read: DisplayLevel) {
    droppedSeries += 1
    facts.append(.notKept(read))
    ceilings = [:]
    link = .answering(.unproven)
    found(read)
  }

  /// The display has a level that nobody wrote: what it makes of the write, or its buttons'. A level
  /// on the way to what was written, or near it, is the display's own.
  private mutating func believe(
    _ read: DisplayLevel, _ target: DisplayLevel, _ series: WriteSeries
  ) {
    let before = series.before ?? target.raw
    let isOnTheWay = (min(before, target.raw)...max(before, target.raw)).contains(read.raw)
    let distance = abs(read.percent.hundredths - target.percent.hundredths)
    guard isOnTheWay || distance <= Int32(Adjustment.tolerance) else { return found(read) }
    let isProven = adjustment?.written == target.raw && adjustment?.result == read.raw
    adjustment = Adjustment(
      written: target.raw, result: read.raw, until: now + times.trustPeriod, isProven: isProven)
    link = .answering(.unproven)
    self.series = nil
    confirm(read)
    publish(read, .external)
  }
}
