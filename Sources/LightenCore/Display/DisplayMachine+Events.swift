/// What goes into the machine, and what comes out.
extension DisplayMachine {
  /// What happens to a display.
  public enum Event: Equatable, Sendable {
    /// A deadline is over.
    case tick
    /// Somebody wants a level.
    case request(LevelRequest, Token?)
    /// Somebody wants the display to be read.
    case refresh(Token?)
    /// Something happened that may have woken the display or given access to it.
    case lookAgain
    /// Somebody wants something of another feature.
    case feature(FeatureWork, Token)
    /// A transfer ended.
    case finished(Transfer.ID, Result<Reply, TransferError>)
    /// The display reports by itself that its level is another one.
    case reported(raw: Int)
    /// The answer to `checkStandby`.
    case standby(Bool)
    /// Nothing may be sent from now on; the token is answered when the wire is quiet.
    case suspend(Suspension, Token?)
    /// A reason why nothing may be sent is over.
    case resume(Suspension)
    /// The same display is reached in another way now; transfers under way count no more.
    case replaced
    /// The display was unplugged.
    case unplugged
    /// Other rules count.
    case rules(DisplayRules)
    /// A ceiling comes, moves, or ends (nil), over some time.
    case ceiling(Ceiling.ID, Percent?, fade: Duration)
  }

  /// What is to be done, in this order.
  public enum Effect: Equatable, Sendable {
    /// Everybody hears of it.
    case tell(Fact)
    /// A call is answered.
    case answer(Token, Answer)
    /// A transfer starts; `finished` brings its result.
    case start(Transfer.ID, Work)
    /// The system is asked whether it has the display in standby; `standby` brings the answer.
    case checkStandby
  }

  /// What happened, for everybody.
  public enum Fact: Equatable, Sendable {
    /// The first look is over: the view is what the display is shown with. Nothing is told before.
    case settled
    /// The state or its reason is another one.
    case state(DisplayState)
    /// Brightness control came or went, or its scale is another one.
    case ability
    /// The display has another level.
    case level(DisplayLevel, LevelCause)
    /// A feature has another value.
    case feature(UInt8, UInt16)
    /// The display has what was requested.
    case reached(Goal)
    /// A display that was away is as it should be, or will not be.
    case restored
    /// The display did not keep what was written; its own level counts.
    case notKept(DisplayLevel)
    /// A brightness write was sent.
    case wrote
  }

  /// The answer to a call.
  public enum Answer: Equatable, Sendable {
    /// Whether the display has the level: false where something else ended the change.
    case taken(Bool)
    /// The value of a feature, and the greatest one.
    case value(Int, maximum: Int)
    /// The capabilities string.
    case text(String)
    /// Done.
    case done
    /// Not done.
    case failed(DisplayError)
  }

  /// Why the machine wants a tick.
  public enum Deadline: CaseIterable, Hashable, Sendable {
    /// The first look takes too long.
    case settle
    /// The display is asked again.
    case retry
    /// The system is asked whether the display left standby.
    case standby
    /// The last write is read back.
    case readBack
    /// A surprising answer is asked for again.
    case secondReading
    /// A fade or a ceiling moves on.
    case step
    /// The wire's pause is over.
    case rest
  }
}
