using Isl.Grains.Interfaces.Jobs;

namespace Isl.Grains.Grains.Jobs;

/// <summary>What is stored of the board.</summary>
[GenerateSerializer, Alias("isl.job-board-state.v1")]
public sealed class JobBoardState
{
    /// <summary>The jobs, oldest first.</summary>
    [Id(0)]
    public List<JobEntry> Jobs { get; set; } = [];
}

/// <summary>A job on the board.</summary>
/// <param name="Note">What it is.</param>
/// <param name="CreatedAt">When it came.</param>
/// <param name="EndedAt">When it ended; null while it is open.</param>
[GenerateSerializer, Immutable, Alias("isl.job-entry.v1")]
public sealed record JobEntry([property: Id(0)] JobNote Note, [property: Id(1)] DateTimeOffset CreatedAt, [property: Id(2)] DateTimeOffset? EndedAt);

/// <summary>Which jobs there are and who is at them. Who is at what is not stored: workers say it again within a lease.</summary>
/// <param name="options">Limits.</param>
/// <param name="state">What is stored; written to.</param>
/// <param name="since">When this memory begins.</param>
internal sealed class JobBoard(JobOptions options, JobBoardState state, DateTimeOffset since)
{
    private readonly Dictionary<string, (string Worker, DateTimeOffset HeardAt)> _leases = new(StringComparer.Ordinal);
    private readonly List<string> _forgotten = [];

    /// <summary>Grows with every change of what is stored.</summary>
    public long Revision { get; private set; }

    /// <summary>Takes a job that a worker is at. Ended ones make room for it, oldest first.</summary>
    public JobRefusal Admit(string worker, JobNote job, DateTimeOffset now)
    {
        Forget(now);
        if (state.Jobs.Exists(one => one.Note.Id == job.Id))
        {
            return JobRefusal.None; // the call was repeated
        }

        if (state.Jobs.Count(one => one.EndedAt is null && one.Note.Caller == job.Caller) >= options.MostPerCaller)
        {
            return JobRefusal.TooManyOfCaller;
        }

        while (state.Jobs.Count >= options.MostKept || state.Jobs.Sum(one => one.Note.Bytes) + job.Bytes > options.MaxBytes)
        {
            if (state.Jobs.FindIndex(one => one.EndedAt is not null) is var oldest && oldest < 0)
            {
                return JobRefusal.Full;
            }

            Remove(oldest);
        }

        Add(worker, job, now);
        return JobRefusal.None;
    }

    /// <summary>Hears what a worker is at, and tells it what to take and what to stop.</summary>
    public JobOrders Tend(string worker, IEnumerable<JobNote> running, int room, DateTimeOffset now)
    {
        Forget(now);
        var stop = new List<string>();
        foreach (var job in running)
        {
            var entry = state.Jobs.Find(one => one.Note.Id == job.Id);
            if (entry is null)
            {
                Add(worker, job, now); // it was taken in when the board was lost before it was stored
            }
            else if (entry.EndedAt is not null || (HolderOf(entry, now) is { } holder && holder != worker))
            {
                stop.Add(job.Id);
            }
            else
            {
                _leases[job.Id] = (worker, now);
            }
        }

        var free = state.Jobs.Where(entry => entry.EndedAt is null && IsFree(entry, now));
        var take = free.Take(Math.Max(room, 0)).Select(entry => entry.Note.Id).ToArray();
        foreach (var id in take)
        {
            _leases[id] = (worker, now);
        }

        return new JobOrders(take, [.. stop]);
    }

    /// <summary>A job has ended, and so many bytes are kept of it.</summary>
    public void End(string id, long bytes, DateTimeOffset now)
    {
        var at = state.Jobs.FindIndex(one => one.Note.Id == id);
        if (at >= 0 && state.Jobs[at] is { EndedAt: null } entry)
        {
            state.Jobs[at] = entry with { Note = entry.Note with { Bytes = bytes }, EndedAt = now };
            _leases.Remove(id);
            Revision++;
        }
    }

    /// <summary>A worker leaves; its jobs are free at once.</summary>
    public void Release(string worker)
    {
        foreach (var (id, _) in _leases.Where(lease => lease.Value.Worker == worker).ToList())
        {
            _leases[id] = (worker, DateTimeOffset.MinValue);
        }
    }

    /// <summary>Jobs that are on the board no more, to be forgotten by their grains too; each is named once.</summary>
    public string[] TakeForgotten()
    {
        string[] forgotten = [.. _forgotten];
        _forgotten.Clear();
        return forgotten;
    }

    private string? HolderOf(JobEntry entry, DateTimeOffset now) =>
        _leases.TryGetValue(entry.Note.Id, out var lease) && now - lease.HeardAt < options.Lease ? lease.Worker : null;

    /// <summary>Nobody is at it, and whoever might be has had the time to say so.</summary>
    private bool IsFree(JobEntry entry, DateTimeOffset now) => _leases.ContainsKey(entry.Note.Id)
        ? HolderOf(entry, now) is null
        : now - (entry.CreatedAt > since ? entry.CreatedAt : since) >= options.Lease;

    private void Add(string worker, JobNote job, DateTimeOffset now)
    {
        state.Jobs.Add(new JobEntry(job, now, null));
        _leases[job.Id] = (worker, now);
        Revision++;
    }

    private void Forget(DateTimeOffset now)
    {
        for (var at = state.Jobs.Count - 1; at >= 0; at--)
        {
            if ((state.Jobs[at].EndedAt ?? state.Jobs[at].CreatedAt) + options.Keep <= now)
            {
                Remove(at);
            }
        }
    }

    private void Remove(int at)
    {
        var id = state.Jobs[at].Note.Id;
        state.Jobs.RemoveAt(at);
        _leases.Remove(id);
        _forgotten.Add(id);
        Revision++;
    }
}
