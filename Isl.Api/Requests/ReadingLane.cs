namespace Isl.Api.Requests;

/// <summary>Turns at reading bodies of one size, and who waits for them in the order of their arrival. Used under its owner's lock.</summary>
/// <param name="turns">Bodies that are read at one time.</param>
internal sealed class ReadingLane(int turns)
{
    private readonly LinkedList<ReadingTurn> _waiting = [];
    private int _free = turns;

    /// <summary>How many wait.</summary>
    public int Waiting => _waiting.Count;

    /// <summary>Takes a turn that is free.</summary>
    public bool TryTake()
    {
        if (_free == 0)
        {
            return false;
        }

        _free--;
        return true;
    }

    /// <summary>Waits behind the others.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="owner">The lock under which this is called.</param>
    public ReadingTurn Wait(string caller, Lock owner)
    {
        var turn = new ReadingTurn(this, caller, owner);
        _waiting.AddLast(turn);
        return turn;
    }

    /// <summary>Gives a turn back; whoever waits longest has it now.</summary>
    public void Leave()
    {
        if (_waiting.First is { } next)
        {
            _waiting.RemoveFirst();
            next.Value.Tell(refusedFor: null);
        }
        else
        {
            _free++;
        }
    }

    /// <summary>Ends the waiting of all of one caller.</summary>
    public void Refuse(string caller, TimeSpan retryAfter)
    {
        foreach (var turn in _waiting.Where(turn => turn.Caller == caller).ToList())
        {
            _waiting.Remove(turn);
            turn.Tell(retryAfter);
        }
    }

    /// <summary>Takes back a turn that nobody waits for any more.</summary>
    public void GiveUp(ReadingTurn turn)
    {
        if (!_waiting.Remove(turn) && turn.HasBegun)
        {
            Leave(); // it came at the same moment
        }
    }
}

/// <summary>A turn that is waited for.</summary>
internal sealed class ReadingTurn(ReadingLane lane, string caller, Lock owner)
{
    private readonly TaskCompletionSource<TimeSpan?> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Who waits.</summary>
    public string Caller => caller;

    /// <summary>Whether it was given.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Waits until it begins, or will not: then the result is when to ask again.</summary>
    public async Task<TimeSpan?> Begins(CancellationToken cancellationToken)
    {
        try
        {
            return await _told.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            lock (owner)
            {
                lane.GiveUp(this);
            }

            throw;
        }
    }

    /// <summary>Says that it begins, or will not.</summary>
    public void Tell(TimeSpan? refusedFor)
    {
        HasBegun = refusedFor is null;
        _told.SetResult(refusedFor);
    }
}
