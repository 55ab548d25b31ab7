<?php
require '/usr/share/php/Symfony/Component/Mailer/autoload.php';
require '/usr/share/php/Symfony/Component/Mime/autoload.php';

use Symfony\Component\Mailer\Transport\Smtp\Auth\LoginAuthenticator;
use Symfony\Component\Mailer\Transport\Smtp\Auth\PlainAuthenticator;
use Symfony\Component\Mailer\Transport\Smtp\EsmtpTransport;
use Symfony\Component\Mime\Email;

$method = getenv('SMTP_AUTH') === 'LOGIN' ? new LoginAuthenticator() : new PlainAuthenticator();
// TLS is "false" where it does not begin at once: it is then begun by STARTTLS.
$transport = new EsmtpTransport(getenv('SMTP_HOST'), (int) getenv('SMTP_PORT'), false);
$transport->getStream()->setStreamOptions(['ssl' => ['cafile' => getenv('SMTP_CA')]]);
$property = new ReflectionProperty($transport, 'authenticators');
$property->setAccessible(true);
$property->setValue($transport, [$method]);
$transport->setUsername(getenv('SMTP_USER'));
$transport->setPassword(getenv('SMTP_PASSWORD'));
$transport->send((new Email())
    ->from(getenv('MAIL_FROM'))
    ->to(getenv('MAIL_TO'))
    ->subject(getenv('MAIL_SUBJECT'))
    ->text(file_get_contents(getenv('MAIL_TEXT')))
    ->attachFromPath(getenv('MAIL_FILE'), 'data.bin', 'application/octet-stream'));
