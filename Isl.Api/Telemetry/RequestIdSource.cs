using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Isl.Api.Telemetry;

/// <summary>New request ids: UUIDs of version 7 without hyphens, in the order of their time (RFC 9562, section 5.7).</summary>
/// <remarks>Random bytes are fetched from the system in stock, a thread each: one by one they would cost more than all else about an id.</remarks>
internal static class RequestIdSource
{
    private const int IdBytes = 16;
    private const int TimeBytes = 6;
    private const int Stock = 100 * (IdBytes - TimeBytes);

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    /// <summary>A new id.</summary>
    public static string Next(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[IdBytes];
        BinaryPrimitives.WriteInt64BigEndian(id, now.ToUnixTimeMilliseconds() << 16);
        Random().CopyTo(id[TimeBytes..]);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(id);
    }

    private static ReadOnlySpan<byte> Random()
    {
        var random = _random ??= new byte[Stock];
        if (_used == 0)
        {
            RandomNumberGenerator.Fill(random);
        }

        var taken = random.AsSpan(_used, IdBytes - TimeBytes);
        _used = (_used + taken.Length) % Stock;
        return taken;
    }
}
