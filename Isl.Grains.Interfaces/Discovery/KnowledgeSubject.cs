using System.Security.Cryptography;
using System.Text.Json;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Sentences take the place of a data set: they have a hash, and a grain that holds what was made of them.</summary>
public static class KnowledgeSubject
{
    /// <summary>SHA-256 of the text and the names as 64 lower-case hexadecimal digits; the key of the grain to ask.</summary>
    public static string Hash(KnowledgeQuestion question) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new { version = 1, question.Text, question.Variables }, IslJson.Options)));
}
