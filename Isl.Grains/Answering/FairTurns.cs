namespace Isl.Grains.Answering;

/// <summary>The order in which those who wait get their turns: callers share the slots by the seconds they take.</summary>
/// <remarks>
/// Start-time fair queuing (Goyal, Vin and Cheng 1996): a job's tag is the virtual time at which its caller's earlier jobs would be done had
/// every caller an equal share, and the least tag comes first. Virtual time is the tag of the job that started last, so that who was away has
/// saved up nothing. With one caller this is first come, first served.
/// </remarks>
internal sealed class FairTurns
{
    private readonly Dictionary<string, double> _doneAt = [];
    private readonly List<GateJob> _waiting = [];
    private double _now;

    /// <summary>Those who wait, in the order of their turns.</summary>
    public IEnumerable<GateJob> Waiting => _waiting.OrderBy(job => job.Turn); // a stable sort: equal tags by arrival

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Jobs that a caller may have waiting when so many may wait in all: its share among those who wait.</summary>
    public bool IsOverShare(string caller, int limit)
    {
        var own = _waiting.Count(job => job.Caller == caller);
        var callers = _waiting.Select(job => job.Caller).Append(caller).Distinct().Count();
        return _waiting.Count >= limit && own >= limit / callers;
    }

    /// <summary>The tag that a caller's next job would have.</summary>
    public double TurnOf(string caller) => Math.Max(_now, _doneAt.GetValueOrDefault(caller));

    /// <summary>Gives a job its tag.</summary>
    public void Tag(GateJob job)
    {
        job.Turn = TurnOf(job.Caller);
        _doneAt[job.Caller] = job.Turn + job.Expected;
    }

    /// <summary>Lets a tagged job wait.</summary>
    public void Add(GateJob job) => _waiting.Add(job);

    /// <summary>Takes a job out that will not wait any longer: what it would have taken is its caller's again.</summary>
    public void GiveUp(GateJob job)
    {
        if (_waiting.Remove(job))
        {
            _doneAt[job.Caller] -= job.Expected;
        }
    }

    /// <summary>Takes out the one whose turn it is.</summary>
    public GateJob? Next()
    {
        var next = _waiting.MinBy(job => job.Turn); // the first of equals
        if (next is not null)
        {
            _waiting.Remove(next);
        }

        return next;
    }

    /// <summary>Notes that a job has started.</summary>
    public void Start(GateJob job)
    {
        _now = Math.Max(_now, job.Turn);
        if (_doneAt.Count > 2 * (_waiting.Count + 1))
        {
            foreach (var (caller, done) in _doneAt.Where(one => one.Value <= _now).ToList())
            {
                _doneAt.Remove(caller);
            }
        }
    }

    /// <summary>Notes that nobody waits or runs: everybody is even again.</summary>
    public void Reset()
    {
        _doneAt.Clear();
        _now = 0;
    }
}
