using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Isl.Api.Endpoints.Studio;

/// <summary>A file of the page: held in memory, compressed once when it is first asked for so, and not sent again to whoever holds it.</summary>
internal sealed class StudioFile
{
    private const int BrotliQuality = 9;
    private const int BrotliWindow = 22;
    private readonly string _contentType;
    private readonly string _hash;
    private readonly byte[] _plain;
    private readonly Lazy<byte[]> _brotli;
    private readonly Lazy<byte[]> _gzip;

    /// <summary>Reads a file out of the assembly.</summary>
    /// <param name="name">Its name there.</param>
    /// <param name="contentType">What it is.</param>
    public StudioFile(string name, string contentType)
    {
        using var stream = typeof(StudioFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        _plain = new byte[stream.Length];
        stream.ReadExactly(_plain);
        _contentType = contentType;
        _hash = Convert.ToHexStringLower(SHA256.HashData(_plain).AsSpan(0, 12));
        _brotli = new(Brotli);
        _gzip = new(Gzip);
    }

    /// <summary>Answers with the file, or with 304 where the caller holds it.</summary>
    public IResult Get(HttpContext context)
    {
        var (encoding, body) = Choose(context.Request.Headers.AcceptEncoding.ToString());
        var headers = context.Response.Headers;
        headers.CacheControl = "no-cache"; // may be kept, and is asked about again
        headers.Vary = "Accept, Accept-Encoding";
        if (encoding.Length > 0)
        {
            headers.ContentEncoding = encoding;
        }

        return TypedResults.Bytes(body, _contentType, entityTag: new EntityTagHeaderValue($"\"{_hash}-{encoding}\""));
    }

    private (string Encoding, byte[] Body) Choose(string accepted) =>
        Accepts(accepted, "br") ? ("br", _brotli.Value)
        : Accepts(accepted, "gzip") ? ("gzip", _gzip.Value)
        : ("", _plain);

    private static bool Accepts(string accepted, string encoding) =>
        StringWithQualityHeaderValue.TryParseList([accepted], out var list)
        && list.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    private byte[] Brotli()
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(_plain.Length)];
        return BrotliEncoder.TryCompress(_plain, packed, out var length, BrotliQuality, BrotliWindow) ? packed[..length] : _plain;
    }

    private byte[] Gzip()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(_plain);
        }

        return packed.ToArray();
    }
}
