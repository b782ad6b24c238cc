using System.Runtime.InteropServices;
using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Grains.Workers;

/// <summary>How far the fits of one question are, in the tier behind the silos: there another silo finds it when this one dies.</summary>
/// <remarks>They are written behind the fit, at most one at a time. A tier that does not answer costs a fit nothing but its checkpoints.</remarks>
internal sealed class StoredCheckpoints : ICheckpoints
{
    /// <summary>Fits that should take less are over before a silo's death is noticed.</summary>
    private const double LeastSeconds = 2;

    /// <summary>What is made in less time is made again sooner than its death is noticed.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any question waits for its answer.</summary>
    private static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(2);

    /// <summary>A larger state would take longer on its way than the solve that it saves.</summary>
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly Dictionary<string, double[]> _states = new(StringComparer.Ordinal);
    private readonly AnswerServices _services;
    private readonly ResultId _id;
    private Task _write = Task.CompletedTask;
    private long _written;

    private StoredCheckpoints(AnswerServices services, ResultId id)
    {
        (_services, _id) = (services, id with { Question = $"{id.Question}/checkpoint" });
        _written = services.Time.GetTimestamp();
    }

    /// <summary>What was left of a question, or nothing yet; null where there is no tier, or the question should not take long.</summary>
    public static async Task<StoredCheckpoints?> Of(AnswerServices services, ResultId id, double expectedSeconds)
    {
        if (expectedSeconds < LeastSeconds || services.Store.State != "up")
        {
            return null;
        }

        var checkpoints = new StoredCheckpoints(services, id);
        if (await services.Store.Find(checkpoints._id) is { } left && checkpoints.TryRead(left.Body))
        {
            WorkersLog.GoesOn(services.Logger, id.Subject);
        }

        return checkpoints;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<double> Find(string part) => _states.GetValueOrDefault(part);

    /// <inheritdoc/>
    public void Keep(string part, ReadOnlySpan<double> state)
    {
        _states[part] = state.ToArray();
        var bytes = _states.Values.Sum(one => one.Length) * sizeof(double);
        if (_write.IsCompleted && _services.Time.GetElapsedTime(_written) >= Interval && bytes < MostBytes)
        {
            _written = _services.Time.GetTimestamp();
            _write = _services.Store.Keep(_id, Written(), TimeToLive).AsTask();
        }
    }

    private byte[] Written()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        foreach (var (part, state) in _states)
        {
            writer.Write(part);
            writer.Write(state.Length);
            writer.Write(MemoryMarshal.AsBytes(state.AsSpan()));
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Takes in what was written; false, and nothing is taken in, where it is not whole.</summary>
    private bool TryRead(ReadOnlyMemory<byte> written)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(written.ToArray()));
            while (reader.BaseStream.Position < written.Length)
            {
                var part = reader.ReadString();
                var state = new double[Math.Clamp(reader.ReadInt32(), 0, written.Length / sizeof(double))];
                reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(state.AsSpan()));
                _states[part] = state;
            }

            return _states.Count > 0;
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            _states.Clear();
            return false;
        }
    }
}
