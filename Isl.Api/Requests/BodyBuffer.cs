namespace Isl.Api.Requests;

/// <summary>The bytes of a body as they arrive, one after another in memory.</summary>
/// <remarks>
/// It grows with what arrives, whatever length was announced: an announcement alone costs its sender nothing. Once a quarter of the length is
/// there, it has room for the rest and for nothing else.
/// </remarks>
internal sealed class BodyBuffer
{
    private const int First = 4096;
    private const int MostAhead = 4;
    private readonly long? _announced;
    private byte[] _own = [];

    /// <summary>A body that is still to arrive.</summary>
    /// <param name="announced">The length that the request gives; null where it gives none.</param>
    public BodyBuffer(long? announced)
    {
        _announced = announced;
        _own = new byte[Math.Min(announced ?? First, First)];
    }

    /// <summary>A body that was read before.</summary>
    public BodyBuffer(ReadOnlyMemory<byte> known) => Bytes = known;

    /// <summary>What has arrived.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>How much that is.</summary>
    public int Length => Bytes.Length;

    /// <summary>Bytes there is room for.</summary>
    internal int Capacity => _own.Length;

    /// <summary>Takes more.</summary>
    public void Add(ReadOnlySpan<byte> part)
    {
        var (length, needed) = (Length, Length + part.Length);
        if (needed > _own.Length)
        {
            var isNear = _announced >= needed && _announced <= (long)MostAhead * needed;
            Array.Resize(ref _own, isNear ? (int)_announced!.Value : (int)Math.Min(Math.Max(needed, 2L * _own.Length), Array.MaxLength));
        }

        part.CopyTo(_own.AsSpan(length));
        Bytes = _own.AsMemory(0, needed);
    }

    /// <summary>Lets go of them, whoever else still holds this.</summary>
    public void Release() => (_own, Bytes) = ([], default);
}
