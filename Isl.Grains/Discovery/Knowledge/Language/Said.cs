namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>An edge that a sentence states or rules out, once for each time that it does.</summary>
/// <param name="From">Cause, by index.</param>
/// <param name="To">Effect, by index.</param>
/// <param name="Sign">1 or −1 where the sentence says so, else 0.</param>
/// <param name="IsHedged">The sentence says that it may be so.</param>
/// <param name="Guesses">How many guesses the reading rests on.</param>
/// <param name="IsDenied">It is ruled out.</param>
/// <param name="Sentence">Number of the sentence.</param>
internal sealed record Said(int From, int To, int Sign, bool IsHedged, int Guesses, bool IsDenied, int Sentence);
