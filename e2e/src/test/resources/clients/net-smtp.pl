# A whole message with 8-bit text, as a script would write it.
use strict;
use warnings;
use Net::SMTP;
use Authen::SASL;

my $smtp = Net::SMTP->new($ENV{SMTP_HOST}, Port => $ENV{SMTP_PORT}, Hello => 'client.example', Timeout => 60) or die "connect: $@";
$smtp->starttls(SSL_ca_file => $ENV{SMTP_CA}, SSL_verifycn_name => $ENV{SMTP_HOST}) or die 'starttls: ' . $smtp->message;
my $sasl = Authen::SASL->new(
    mechanism => $ENV{SMTP_AUTH} || 'PLAIN', callback => {user => $ENV{SMTP_USER}, authname => '', pass => $ENV{SMTP_PASSWORD}});
$smtp->auth($sasl) or die 'auth: ' . $smtp->message;
open(my $file, '<:raw', $ENV{MAIL_MESSAGE}) or die $!;

my $message = do { local $/; <$file> };
$smtp->mail($ENV{MAIL_FROM}) or die 'mail: ' . $smtp->message;
$smtp->to($ENV{MAIL_TO}) or die 'to: ' . $smtp->message;
$smtp->data($message) or die 'data: ' . $smtp->message;
$smtp->quit;
