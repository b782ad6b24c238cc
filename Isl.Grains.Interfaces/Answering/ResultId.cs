using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Isl.Grains.Interfaces.Answering;

/// <summary>What a question is about; the first letter of a result's address tells it.</summary>
public enum SubjectKind
{
    /// <summary>A causal graph, letter <c>g</c>.</summary>
    Graph,

    /// <summary>A data set, letter <c>d</c>.</summary>
    Dataset,

    /// <summary>A structural model, letter <c>m</c>.</summary>
    Model,

    /// <summary>The graphs of two populations, letter <c>s</c>.</summary>
    Diagram,

    /// <summary>A structural model whose worlds are contrasted, letter <c>c</c>.</summary>
    Contrast,

    /// <summary>The views of a team, letter <c>t</c>.</summary>
    Team,

    /// <summary>What a decision rests on, letter <c>k</c>.</summary>
    Decision,

    /// <summary>What a conclusion's assumptions are asked about: a model, rows or both, letter <c>a</c>.</summary>
    Assumptions,
}

/// <summary>
/// Content address of an answer: <c>{letter}{subject hash}-{question hash}</c>. The subject part is the key of the grain that holds it.
/// </summary>
/// <param name="Kind">What the question is about.</param>
/// <param name="Subject">SHA-256 of the subject, 64 hexadecimal digits.</param>
/// <param name="Question">First half of the SHA-256 of the engine's version and the canonical question, 32 hexadecimal digits.</param>
[GenerateSerializer, Immutable, Alias("isl.result-id.v1")]
public readonly record struct ResultId(
    [property: Id(0)] SubjectKind Kind,
    [property: Id(1)] string Subject,
    [property: Id(2)] string Question)
{
    /// <summary>Part of every question hash: raised when an algorithm or a text changes, so that old answers are never served for new ones.</summary>
    public const string EngineVersion = "7";

    private const string Letters = "gdmsctka";
    private const int SubjectDigits = 64;
    private const int QuestionDigits = 32;

    /// <summary>Address of the answer to <paramref name="question"/> about the subject with this hash.</summary>
    /// <remarks>The question's canonical form is its JSON: properties in declaration order, lists as the question's maker ordered them.</remarks>
    public static ResultId Of<TQuestion>(SubjectKind kind, string subjectHash, TQuestion question)
        where TQuestion : notnull
    {
        var canonical = new ArrayBufferWriter<byte>(512);
        canonical.Write(Encoding.UTF8.GetBytes($"{EngineVersion}\n{typeof(TQuestion).Name}\n"));
        using (var json = new Utf8JsonWriter(canonical, new() { Encoder = IslJson.Options.Encoder, SkipValidation = true }))
        {
            JsonSerializer.Serialize(json, question, IslJson.Options);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(canonical.WrittenSpan, hash);
        return new ResultId(kind, subjectHash, Convert.ToHexStringLower(hash[..(QuestionDigits / 2)]));
    }

    /// <summary>Reads an address back.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResultId id)
    {
        id = default;
        if (text is null || text.Length != 1 + SubjectDigits + 1 + QuestionDigits || text[1 + SubjectDigits] != '-')
        {
            return false;
        }

        var kind = Letters.IndexOf(text[0], StringComparison.Ordinal);
        var subject = text[1..(1 + SubjectDigits)];
        var question = text[(2 + SubjectDigits)..];
        if (kind < 0 || !subject.All(char.IsAsciiHexDigitLower) || !question.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        id = new ResultId((SubjectKind)kind, subject, question);
        return true;
    }

    /// <summary>The address as it stands in answers and URLs.</summary>
    public override string ToString() => $"{Letters[(int)Kind]}{Subject}-{Question}";
}
